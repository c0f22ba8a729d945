// Connections of one instance that go through a class of the page's choice.

import { takeFromHost } from '../class/class.js';
import * as host from '../host/host.js';
import { layerAt } from '../host/layers.js';
import { getPrototypeOf, setPrototypeOf } from '../platform/captured.js';

/** The prototype of such connections: its members ask each for its own host. */
let prototype;

/** Makes a WebSocket of ours by `make`: one that connects through `Class`, wrapped as `wrapHost` has it, if that is another than ours. */
export const connectThrough = (Class, make) => {
  // Ours, or what is beneath ours in any case.
  if (!Class || layerAt(Class) || (host.isPlain && Class === host.original.value)) return make();
  const before = host.useHost(Transport, true);
  function Transport(url, protocols) {
    // The page's class may make sockets of ours.
    host.useHost(...before);
    return new Class(url, protocols);
  }
  let socket;
  try {
    if (!prototype) takeFromHost((prototype = {}));
    socket = make();
  } finally {
    host.useHost(...before);
  }
  setPrototypeOf(prototype, getPrototypeOf(socket));
  setPrototypeOf(socket, prototype);
  return socket;
};
