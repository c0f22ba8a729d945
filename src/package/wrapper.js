// Brings along what wraps the objects that are no sockets of a browser.
import { readBytes } from '../bindings/blob_bytes.js';
import { CloseEvent } from '../bindings/wrapped_events.js';
import { useWrapper } from '../bindings/host.js';
import { wrap } from '../bindings/wrapped_host.js';

useWrapper({ CloseEvent, readBytes, wrap });
