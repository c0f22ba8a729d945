// The shape of ReconnectingWebSocket. What it does is in driver.js, and every decision in Rust.
import { driverClass } from './driver.js';
import { defineHandlers } from './handlers.js';
import { toOptions } from './options.js';

const { defineProperty } = Object;

const NAME = 'ReconnectingWebSocket';
const EVENTS = ['open', 'message', 'error', 'close', 'reconnecting', 'giveup', 'overflow', 'undelivered'];
/** Getters of the driver. */
const ATTRIBUTES = ['url', 'readyState', 'bufferedAmount', 'extensions', 'protocol', 'attempts', 'undelivered'];

/** The class that connects by `WebSocket` as `Policy`, the functions of the wasm, decides. */
export const reconnectingWebSocketClass = (Policy, WebSocket) => {
  const Driver = driverClass(Policy, WebSocket);
  let driverOf;

  class ReconnectingWebSocket extends EventTarget {
    #driver;

    constructor(url, protocols = undefined, options = undefined) {
      requireArguments(`${NAME} constructor`, arguments.length);
      super();
      this.#driver = new Driver(this, toOptions(url, protocols, options));
    }

    get binaryType() {
      return this.#driver.binaryType;
    }

    set binaryType(value) {
      this.#driver.setBinaryType(`${value}`);
    }

    send(data) {
      const driver = this.#driver;
      requireArguments('send', arguments.length);
      driver.send(data);
    }

    close(code = undefined, reason = undefined) {
      this.#driver.close(code, reason);
    }

    reconnect(code = undefined, reason = undefined) {
      this.#driver.reconnect(code, reason);
    }

    static {
      driverOf = (receiver) => receiver.#driver;
    }
  }

  const { prototype } = ReconnectingWebSocket;
  const enumerable = true;
  const configurable = true;
  for (const name of ATTRIBUTES) defineProperty(prototype, name, { get() { return driverOf(this)[name]; }, enumerable, configurable });
  for (const name of ['binaryType', 'send', 'close', 'reconnect']) defineProperty(prototype, name, { enumerable });
  // Minifiers rename classes.
  defineProperty(ReconnectingWebSocket, 'name', { value: NAME });
  defineProperty(prototype, Symbol.toStringTag, { value: NAME, configurable });
  defineHandlers(prototype, EVENTS);
  ['CONNECTING', 'OPEN', 'CLOSING', 'CLOSED'].forEach((name, value) => {
    for (const target of [ReconnectingWebSocket, prototype]) defineProperty(target, name, { value, enumerable });
  });
  return ReconnectingWebSocket;
};

function requireArguments(member, count) {
  if (count === 0) throw new TypeError(`${member}: 1 argument required, but only 0 present.`);
}
