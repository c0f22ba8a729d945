// Brings along what wraps the objects that are no sockets of a browser.

import { useWrapper } from '../host/host.js';
import { blobSize, isAborted, readBytes } from './foreign.js';
import { CloseEvent } from './wrapped_events.js';
import { wrap } from './wrapped_host.js';

useWrapper(CloseEvent, blobSize, isAborted, readBytes, wrap);
