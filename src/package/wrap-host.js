// `websocket-wasm/wrap-host`: for runtimes without a class of their own that a browser would have, and for tests.
import { chooseHost, layerOf } from './beside.js';
import { checkMore, failure } from './core.js';
import { TypeError } from '../bindings/captured.js';
import { missing } from '../bindings/host.js';
import { toText } from '../bindings/values.js';
import './wrapper.js';

checkMore();

/** Has the class connect through another from now on, and returns it. */
export function wrapHost(Class) {
  if (failure) throw failure;
  if (typeof Class !== 'function')
    throw new TypeError(`wrapHost needs a class to connect with: ${toText(Class)} is none.`);
  // Below a class of this package: it would connect through itself.
  const layer = layerOf(Class);
  return chooseHost(layer ? (layer.value ?? missing) : Class);
}
