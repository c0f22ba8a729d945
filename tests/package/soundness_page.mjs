// For pages that make the platform throw beneath the package: what they define runs before it is loaded.

/** Defines `wasms`, the exports of all wasm instances, and `inWasm()`: the figures of their memory and of their stack. */
export function watchWasms() {
  const { Global, Instance, Memory, Table } = WebAssembly;
  globalThis.wasms = [];
  WebAssembly.Instance = function (module, imports) {
    const instance = new Instance(module, imports);
    wasms.push({ exports: Object.values(instance.exports), imports: WebAssembly.Module.imports(module).length });
    return instance;
  };
  globalThis.inWasm = () =>
    wasms.map(({ exports, imports }) => ({
      imports,
      bytes: exports.filter((value) => value instanceof Memory).map(({ buffer }) => buffer.byteLength),
      stack: exports.filter((value) => value instanceof Global).map(({ value }) => value),
      references: exports.filter((value) => value instanceof Table).map(({ length }) => length),
    }));
}

/**
 * Defines `faults`: the names of the functions of the platform that can be made to throw, and `failing(name, act)`, which
 * has one throw while `act` runs; `thrown` counts.
 */
export function defineFaults() {
  const { apply, construct, defineProperty, getOwnPropertyDescriptor } = Reflect;
  let failing;
  globalThis.thrown = 0;
  globalThis.faults = [];
  globalThis.failing = (name, act) => {
    failing = name;
    try {
      return act();
    } finally {
      failing = undefined;
    }
  };

  const failingLike = (name, original) => {
    faults.push(name);
    return function replaced(...args) {
      if (failing === name) {
        failing = undefined;
        thrown += 1;
        throw new Error(`${name} throws`);
      }
      return new.target
        ? construct(original, args, new.target === replaced ? original : new.target)
        : apply(original, this, args);
    };
  };
  const replace = (object, path, members) => {
    for (const member of members) {
      const descriptor = getOwnPropertyDescriptor(object, member);
      for (const kind of ['get', 'set', 'value']) {
        if (typeof descriptor[kind] !== 'function') continue;
        const replaced = failingLike(`${kind} ${path}.${member}`, descriptor[kind]);
        if (descriptor[kind].prototype) replaced.prototype = descriptor[kind].prototype;
        descriptor[kind] = replaced;
      }
      defineProperty(object, member, descriptor);
    }
  };
  replace(WebSocket.prototype, 'WebSocket', [
    'send',
    'close',
    'readyState',
    'bufferedAmount',
    'binaryType',
    'protocol',
    'extensions',
  ]);
  replace(EventTarget.prototype, 'EventTarget', ['addEventListener', 'removeEventListener', 'dispatchEvent']);
  replace(Blob.prototype, 'Blob', ['size', 'arrayBuffer']);
  replace(String.prototype, 'String', ['slice', 'charCodeAt', 'codePointAt']);
  replace(TextEncoder.prototype, 'TextEncoder', ['encodeInto']);
  replace(String, 'String', ['fromCharCode']);
  replace(WeakMap.prototype, 'WeakMap', ['get', 'set', 'delete']);
  replace(FinalizationRegistry.prototype, 'FinalizationRegistry', ['register']);
  replace(URL.prototype, 'URL', ['href']);
  replace(WebAssembly.Memory.prototype, 'Memory', ['buffer']);
  replace(globalThis, 'globalThis', [
    'DOMException',
    'decodeURIComponent',
    'escape',
    'Uint8Array',
    'URL',
    'setTimeout',
    'clearTimeout',
    'queueMicrotask',
  ]);
}

/**
 * Defines `members(exports, sockets)`: calls of each member, by name, that leave the sockets as they are: refused ones, and
 * messages. `sockets` are open: `plain`, `limited` by a high-water mark, and `inspected`.
 */
export function defineMembers() {
  const long = 'x'.repeat(5000);
  globalThis.members = ({ WebSocket, drained, inspect }, sockets) => {
    const calls = {
      'a URL with another scheme': () => new WebSocket('ftp://h/'),
      'a URL that is too long, with a fragment': () => new WebSocket(`ws://h/${long}#f`),
      'a URL that cannot be parsed': () => new WebSocket('ws://a b:x/'),
      'a subprotocol that is no token': () => new WebSocket('ws://h/', ['chat', 'é']),
      'a subprotocol twice': () => new WebSocket('ws://h/', ['chat', 'chat']),
      inspect: () => inspect(sockets.plain).detach(),
      // A port that browsers refuse at once.
      'a connection': () =>
        new WebSocket('ws://127.0.0.1:1/', { protocols: ['chat'], connectTimeout: 1e6, closeTimeout: 1e6 }).close(),
    };
    for (const [name, socket] of Object.entries(sockets)) {
      Object.assign(calls, {
        [`close() with another code, ${name}`]: () => socket.close(999),
        [`close() with a long reason, ${name}`]: () => socket.close(1000, long),
        [`close() with a reason that is not ASCII, ${name}`]: () => socket.close(1, 'é'.repeat(80)),
        [`readyState, ${name}`]: () => socket.readyState,
        [`bufferedAmount, ${name}`]: () => socket.bufferedAmount,
        [`protocol, ${name}`]: () => socket.protocol,
        [`extensions, ${name}`]: () => socket.extensions,
        [`binaryType, ${name}`]: () => {
          const { binaryType } = socket;
          socket.binaryType = binaryType;
        },
        [`drained, ${name}`]: () => {
          drained(socket, { below: 2 ** 30 }).catch(() => {});
        },
        [`a message of an object, ${name}`]: () => socket.send({ toString: () => 'text' }),
        [`a text, ${name}`]: () => socket.send('é'),
        [`a buffer, ${name}`]: () => socket.send(new ArrayBuffer(3)),
        [`a view, ${name}`]: () => socket.send(new DataView(new ArrayBuffer(3), 1)),
        [`a Blob, ${name}`]: () => socket.send(new Blob(['x'])),
      });
    }
    return calls;
  };
}
