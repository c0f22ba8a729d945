// The shape of ReconnectingWebSocket. What it does is in driver.js, and every decision in Rust.

import { requireArguments } from '../class/class.js';
import { defineStates, finishClass, markUncloneable } from '../class/shape.js';
import { useSiblings } from '../class/siblings.js';
import { isObject } from '../convert/values.js';
import { defineProperty } from '../platform/captured.js';
import { defineHandlers } from './handlers.js';
import { drivers } from './instances.js';
import { Target } from './listeners.js';
import { toOptions } from './options.js';

const NAME = 'ReconnectingWebSocket';
const EVENTS = ['open', 'message', 'error', 'close', 'reconnecting', 'giveup', 'overflow', 'undelivered'];
/** Getters of state.js. */
const ATTRIBUTES = ['url', 'readyState', 'bufferedAmount', 'extensions', 'protocol', 'attempts', 'undelivered'];

/** The class that connects by `WebSocket` as `Policy`, the functions of the wasm, decides. */
export const reconnectingWebSocketClass = (Policy, WebSocket) => {
  const driverOf = drivers(Policy, WebSocket);
  let ownDriver;

  class ReconnectingWebSocket extends Target {
    #driver;

    constructor(url, protocols = undefined, options = undefined) {
      requireArguments(`${NAME} constructor`, arguments.length);
      super();
      markUncloneable(this);
      this.#driver = driverOf(this, toOptions(url, protocols, options));
    }

    get binaryType() {
      return this.#driver.state.binaryType;
    }

    set binaryType(value) {
      this.#driver.state.binaryType = `${value}`;
    }

    send(data) {
      const driver = this.#driver;
      requireArguments('send', arguments.length);
      driver.send(data);
    }

    close(code = undefined, reason = undefined) {
      this.#driver.close(code, reason);
    }

    takeQueued() {
      return this.#driver.takeQueued();
    }

    reconnect(code = undefined, reason = undefined) {
      this.#driver.reconnect(code, reason);
    }

    static {
      ownDriver = (receiver) => receiver.#driver;
      useSiblings((value) => (isObject(value) && #driver in value ? value.#driver.sibling : undefined));
    }
  }

  const { prototype } = ReconnectingWebSocket;
  for (const name of ATTRIBUTES)
    defineProperty(prototype, name, {
      get() {
        return ownDriver(this).state[name];
      },
      configurable: true,
    });
  finishClass(ReconnectingWebSocket, NAME, [...ATTRIBUTES, 'binaryType', 'send', 'close', 'reconnect', 'takeQueued']);
  defineHandlers(prototype, EVENTS, (receiver) => ownDriver(receiver).handlers);
  defineStates(ReconnectingWebSocket);
  return ReconnectingWebSocket;
};
