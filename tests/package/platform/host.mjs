// A host to adopt, for a realm that has none.

/** The scripts that define it, in their order. */
export const HOST = [defineHost, lookBuiltIn];

/** A class of sockets as a browser has it, whose connections open when they are told to. */
function defineHost() {
  const { URL } = globalThis;
  class HostSocket extends EventTarget {
    #url;
    #readyState = 0;
    #binaryType = 'blob';
    #bufferedAmount = 0;

    constructor(url) {
      super();
      this.#url = new URL(url).href;
    }

    get url() {
      return this.#url;
    }
    get readyState() {
      return this.#readyState;
    }
    get bufferedAmount() {
      return this.#bufferedAmount;
    }
    get extensions() {
      return '';
    }
    get protocol() {
      return '';
    }
    get binaryType() {
      return this.#binaryType;
    }
    set binaryType(value) {
      this.#binaryType = value;
    }
    get onopen() {
      return null;
    }
    set onopen(value) {}
    get onmessage() {
      return null;
    }
    set onmessage(value) {}
    get onerror() {
      return null;
    }
    set onerror(value) {}
    get onclose() {
      return null;
    }
    set onclose(value) {}
    send(data) {
      this.#bufferedAmount += data.size ?? data.byteLength ?? data.length;
      HostSocket.log.push(['send', typeof data === 'object' ? data.constructor.name : data]);
    }

    close(...args) {
      this.#readyState = 2;
      HostSocket.log.push(['close', ...args]);
    }

    static log = [];
    static open(socket) {
      socket.#readyState = 1;
    }
  }
  globalThis.WebSocket = HostSocket;
  globalThis.HostSocket = HostSocket;
}

// Makes the class and its members look built in: by their text the package distinguishes a class of the platform from a page's.
function lookBuiltIn() {
  const { HostSocket } = globalThis;
  const functions = [HostSocket];
  const texts = ['function WebSocket() { [native code] }'];
  for (const [key, { get, set, value }] of Object.entries(Object.getOwnPropertyDescriptors(HostSocket.prototype))) {
    for (const [fn, kind] of [
      [get, 'get '],
      [set, 'set '],
      [value, ''],
    ]) {
      if (typeof fn === 'function' && fn !== HostSocket)
        texts[functions.push(fn) - 1] = `function ${kind}${key}() { [native code] }`;
    }
  }
  const { apply } = Reflect;
  const { toString } = Function.prototype;
  Function.prototype.toString = function () {
    for (let index = 0; index < functions.length; index += 1) if (functions[index] === this) return texts[index];
    return apply(toString, this, []);
  };
}
