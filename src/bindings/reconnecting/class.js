// The shape of ReconnectingWebSocket. What it does is in driver.js, and every decision in Rust.
import { driverClass } from './driver.js';
import { defineHandlers } from './handlers.js';
import { toOptions } from './options.js';

const { defineProperties, defineProperty } = Object;

const EVENTS = ['open', 'message', 'error', 'close', 'reconnecting', 'giveup', 'overflow', 'undelivered'];
const MEMBERS = ['url', 'readyState', 'bufferedAmount', 'extensions', 'protocol', 'binaryType', 'attempts', 'undelivered', 'send', 'close', 'reconnect'];

/** The class that connects by `WebSocket` as `Policy`, the functions of the wasm, decides. */
export const reconnectingWebSocketClass = (Policy, WebSocket) => {
  const Driver = driverClass(Policy, WebSocket);

  class ReconnectingWebSocket extends EventTarget {
    #driver;

    constructor(url, protocols = undefined, options = undefined) {
      requireArguments('ReconnectingWebSocket constructor', arguments.length);
      super();
      this.#driver = new Driver(this, toOptions(url, protocols, options));
    }

    get url() {
      return this.#driver.transport?.url ?? '';
    }

    get readyState() {
      return this.#driver.readyState;
    }

    get bufferedAmount() {
      return this.#driver.bufferedAmount;
    }

    get extensions() {
      return this.#driver.transport?.extensions ?? '';
    }

    get protocol() {
      return this.#driver.transport?.protocol ?? '';
    }

    get binaryType() {
      return this.#driver.binaryType;
    }

    set binaryType(value) {
      this.#driver.setBinaryType(`${value}`);
    }

    get attempts() {
      return this.#driver.attempts;
    }

    get undelivered() {
      return this.#driver.undelivered;
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
  }

  const { prototype } = ReconnectingWebSocket;
  // Minifiers rename classes.
  defineProperty(ReconnectingWebSocket, 'name', { value: 'ReconnectingWebSocket' });
  for (const name of MEMBERS) defineProperty(prototype, name, { enumerable: true });
  defineProperties(prototype, { [Symbol.toStringTag]: { value: 'ReconnectingWebSocket', configurable: true } });
  defineHandlers(prototype, EVENTS);
  ['CONNECTING', 'OPEN', 'CLOSING', 'CLOSED'].forEach((name, value) => {
    for (const target of [ReconnectingWebSocket, prototype]) defineProperty(target, name, { value, enumerable: true });
  });
  return ReconnectingWebSocket;
};

function requireArguments(member, count) {
  if (count === 0) throw new TypeError(`${member}: 1 argument required, but only 0 present.`);
}
