// The smallest class that makes a browser's socket its own instance: a prototype of its own, and a private field on the socket. It
// checks nothing, parses no URL and decides nothing: what it costs, each class of that kind costs.

const Native = globalThis.WebSocket;
const { close } = Native.prototype;
const { apply, construct } = Reflect;

class Adopted extends /** @type {new (object: any) => object} */ (
  /** @type {unknown} */ (
    function (object) {
      return object;
    }
  )
) {
  #isAdopted = true;

  static requireOne(object) {
    return object.#isAdopted;
  }
}

export class WebSocket extends EventTarget {
  // @ts-expect-error: it returns a socket of the host, and makes no object by `super()`.
  constructor(url) {
    const socket = construct(Native, [url], new.target);
    new Adopted(socket);
    return socket;
  }

  close(code, reason) {
    Adopted.requireOne(this);
    apply(close, this, code === undefined ? [] : [code, reason]);
  }
}

for (const [name, descriptor] of Object.entries(Object.getOwnPropertyDescriptors(Native.prototype)))
  if (!Object.hasOwn(WebSocket.prototype, name)) Object.defineProperty(WebSocket.prototype, name, descriptor);
