// The connections of a worker: for the worker's script, and for pages that give no worker.

import { guarded } from '../boundary/wasm.js';
import { joiner } from '../shared/room.js';
import { madeWithoutFailure } from './failure.js';
import { instantiate } from './instantiate.js';
import { once } from './once.js';
import { reconnectingClass } from './reconnecting-class.js';
// Last: Brotli compresses the wasm's text better after the scripts.
import { length, text } from './wasm-of-shared.js';

const made = once(() => {
  const ReconnectingWebSocket = reconnectingClass();
  return madeWithoutFailure(() => joiner(guarded(instantiate(text, length)), ReconnectingWebSocket));
});

/** Takes what a tab says first, and its port; throws the one error that names the cause if there can be no connection. */
export const join = (hello, port) => made()(hello, port);
