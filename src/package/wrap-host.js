// `websocket-wasm/wrap-host`: for runtimes without a class of their own that a browser would have, and for tests.

import { toText } from '../convert/values.js';
import { missing } from '../host/host.js';
import { TypeError } from '../platform/captured.js';
import { chooseHost, layerOf } from './beside.js';
import { checkMore, failure } from './core.js';
import './wrapper.js';

checkMore();

/** Has the class connect through another from now on, and returns it. */
export function wrapHost(Class) {
  if (failure) throw failure;
  if (typeof Class !== 'function')
    throw new TypeError(`wrapHost() needs a class to connect with: ${toText(Class)} is not one.`);
  // Below a class of this package: it would connect through itself.
  const layer = layerOf(Class);
  return chooseHost(layer ? (layer.value ?? missing) : Class);
}
