// The shape of the class: names, argument counts, descriptors. Every decision is in Rust.
import * as host from './host.js';
import { convertsQuietly } from './values.js';

const { defineProperties, defineProperty } = Object;
const { getPrototypeOf, setPrototypeOf } = Reflect;

/** What `inspect` finds a socket's handle with. */
export let handleOf;

/** Makes the class. `factory` connects host sockets and makes the handles that decide for them. */
export function defineClass(factory) {
  // A class whose parent constructor returns an object stamps its private fields onto that object: so the host socket
  // carries its handle where no page can see it, and the field tells our instances from everything else.
  class Adopted extends function (object) { return object; } {
    #handle;

    constructor(socket, handle) {
      super(socket);
      this.#handle = handle;
    }

    static handleOf(value) {
      if (#handle in value) return value.#handle;
      throw new TypeError('Illegal invocation: the receiver is not a WebSocket of this class.');
    }
  }
  handleOf = Adopted.handleOf;

  class WebSocket extends EventTarget {
    constructor(url, protocols = undefined) {
      requireArguments('WebSocket constructor', arguments.length);
      const socket = factory.connect(url, protocols, new.target);
      // Where new.target has no prototype, WebIDL takes this class's, the host its own.
      if (host.Host && getPrototypeOf(socket) === host.Host.prototype) setPrototypeOf(socket, WebSocket.prototype);
      return new Adopted(socket, factory.handle());
    }

    get readyState() {
      return handleOf(this).ready_state(host.readyState(this));
    }

    get bufferedAmount() {
      return handleOf(this).buffered_amount(host.readyState(this), host.bufferedAmount(this));
    }

    get binaryType() {
      return handleOf(this).binary_type();
    }

    set binaryType(value) {
      handleOf(this).set_binary_type(this, value);
    }

    close(code = undefined, reason = undefined) {
      handleOf(this).close(this, code, reason);
    }

    send(data) {
      const handle = handleOf(this);
      requireArguments('send', arguments.length);
      if (convertsQuietly(data) && handle.hands_over(host.readyState(this))) host.send(this, data);
      else handle.send(this, data);
    }
  }

  const { prototype } = WebSocket;
  const member = { enumerable: true };
  defineProperties(prototype, {
    readyState: member,
    bufferedAmount: member,
    binaryType: member,
    close: member,
    send: member,
    [Symbol.toStringTag]: { value: 'WebSocket', configurable: true },
  });
  for (const name of ['url', 'protocol', 'extensions', 'onopen', 'onmessage', 'onerror', 'onclose']) {
    defineProperty(prototype, name, host.hostDescriptor(name));
  }
  ['CONNECTING', 'OPEN', 'CLOSING', 'CLOSED'].forEach((name, value) => {
    for (const target of [WebSocket, prototype]) defineProperty(target, name, { value, enumerable: true });
  });
  return WebSocket;
}

function requireArguments(member, count) {
  if (count === 0) throw new TypeError(`${member}: 1 argument required, but only 0 present.`);
}
