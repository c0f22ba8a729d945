// Brings along what wraps the objects that are no sockets of a browser.
import { readBytes } from './blob_bytes.js';
import { useWrapper } from './host.js';
import { CloseEvent } from './wrapped_events.js';
import { isFired, wrap } from './wrapped_host.js';

useWrapper({ CloseEvent, isFired, readBytes, wrap });
