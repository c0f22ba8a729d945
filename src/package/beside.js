// What only the entries beside the root need: it is in the script of wrapper.js, which they import.

import { guarded } from '../boundary/wasm.js';
import { takeFromHost } from '../class/class.js';
import * as host from '../host/host.js';
import { layerAt } from '../host/layers.js';
import { getPrototypeOf } from '../platform/captured.js';
import { failure, WebSocket } from './core.js';
import { madeWithoutFailure } from './failure.js';
import { instantiate } from './instantiate.js';

/** What `make` makes of the functions of another core, which imports nothing; throws the one error that names the cause. */
export const madeOf = (text, length, make) => {
  if (failure) throw failure;
  return madeWithoutFailure(() => make(guarded(instantiate(text, length)), WebSocket));
};

/** Has the class connect through another host: see `useHost` in host.js. */
export const useHost = (...how) => {
  host.useHost(...how);
  takeFromHost(WebSocket.prototype);
  return WebSocket;
};

/** The layer below the class of this package that `Class` is or extends; undefined if it does neither. */
export const layerOf = (Class) => {
  let layer;
  for (let owner = Class; owner && !layer; owner = getPrototypeOf(owner)) layer = layerAt(owner);
  return layer;
};

let isChosen = false;

/** The same for a host that someone has chosen: no entry takes another for it. */
export const chooseHost = (Host) => {
  isChosen = true;
  return useHost(Host, true, () => true);
};

/** Whether someone has. */
export const hasChosen = () => isChosen;
