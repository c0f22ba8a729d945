// What `/reconnecting` exports.

import { reconnectingWebSocketClass } from '../reconnecting/class.js';
import { madeOf } from './beside.js';
import { once } from './once.js';
import './wrapper.js';
// Last: Brotli compresses the wasm's text better after the scripts.
import { length, text } from './wasm-of-reconnecting.js';

export { request } from '../reconnecting/request.js';

/** The class, the same at every call; throws the one error that names the cause if it cannot be had. */
export const reconnectingClass = once(() => madeOf(text, length, reconnectingWebSocketClass));
