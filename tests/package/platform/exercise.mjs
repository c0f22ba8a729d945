// What is done with the package after each change: a host to adopt, and what a page does with sockets.

/** Runs in a realm: a class of sockets as a browser has it, whose connections open when they are told to. */
export function defineHost() {
  class HostSocket extends EventTarget {
    #url;
    #readyState = 0;
    #binaryType = 'blob';
    #bufferedAmount = 0;

    constructor(url) {
      super();
      this.#url = url;
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
  lookBuiltIn();

  // As text: by that the package tells the platform's class from one that a page has put in its place.
  function lookBuiltIn() {
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
}

// Made before anything is missing.
const BLOB = new Blob(['blob']);
const { signal: SIGNAL } = new AbortController();
const BYTES = new Uint8Array([1, 2]);

/** What comes of using an entry, as a list. `realm` is where it was loaded. */
export function exercise(entry, exports, realm) {
  if (entry.startsWith('index')) return useClass(exports, realm, entry.includes('.node'));
  if (entry.startsWith('wrap-host')) return [typeof exports.wrapHost];
  if (entry.startsWith('reconnecting.global')) return [typeof realm.websocketWasm?.ReconnectingWebSocket];
  if (entry.startsWith('reconnecting')) return useReconnecting(exports);
  if (entry.startsWith('stream.global')) return [typeof realm.WebSocketStream];
  if (entry.startsWith('stream.external')) return [messageOf(() => new exports.WebSocketStream('ws://recorded.test/'))];
  if (entry.startsWith('stream')) return [new exports.WebSocketStream('ws://recorded.test/').url];
  if (entry.startsWith('external')) return [messageOf(() => exports.install())];
  return [];
}

function useClass({ WebSocket, inspect }, { HostSocket }, isWrapped) {
  HostSocket.log.length = 0;
  const socket = new WebSocket('ws://recorded.test/\u00fc', { protocols: [], signal: SIGNAL, closeTimeout: 1000 });
  const inspector = inspect(socket);
  const log = [socket.url, socket.readyState, messageOf(() => socket.send('early'))];
  if (isWrapped) return log;
  HostSocket.open(socket);
  for (const data of ['h\u00e9', BYTES, BYTES.buffer, BLOB, 7, { toString: () => 'converted' }]) socket.send(data);
  log.push(socket.readyState, inspector.snapshot().sent.bytes);
  log.push(
    messageOf(() => socket.close(1000, '\u{1f600}'.repeat(40))),
    messageOf(() => socket.close(999)),
  );
  log.push(
    messageOf(() => new WebSocket('ftp://recorded.test/')),
    messageOf(() => new WebSocket('ws://recorded.test/', { signal: {} })),
  );
  socket.close(3000, 'd\u00f6ne');
  return [...log, ...HostSocket.log];
}

function useReconnecting({ ReconnectingWebSocket }) {
  const url = () => 'ws://recorded.test/';
  const socket = new ReconnectingWebSocket(url, {
    heartbeat: { payload: () => 'alive' },
    signal: SIGNAL,
    startClosed: true,
  });
  const log = [messageOf(() => new ReconnectingWebSocket(url, [], { overflow: 'none' }))];
  log.push(messageOf(() => new ReconnectingWebSocket(url, { jitter: 2 })));
  socket.onopen = () => {};
  socket.send('waits');
  log.push(socket.readyState, socket.bufferedAmount);
  log.push(
    messageOf(() => socket.reconnect()),
    socket.readyState,
  );
  log.push(
    messageOf(() => socket.close()),
    socket.readyState,
  );
  return log;
}

function messageOf(act) {
  try {
    act();
    return 'nothing thrown';
  } catch (error) {
    return `${error?.name}: ${error?.message}`;
  }
}
