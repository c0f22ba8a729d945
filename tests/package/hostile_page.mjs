// Scripts for pages that watch the package: once told to, whatever such a page can replace notes who calls it.

/**
 * Defines `spying`: `calls` are `{ stage, name }`, what the package has called and in which `stage` of a program;
 * `spyOn(object, path)` replaces the functions and accessors of an object, `spyOf(fn, name)` makes one spy.
 *
 * A spy does what the original does. It notes a call if the package is on the stack, so native functions do not hide it.
 */
export function defineSpies() {
  'use strict';
  const { apply, construct, defineProperty, getOwnPropertyDescriptor, ownKeys } = Reflect;
  const { Error, Map, Symbol } = globalThis;
  const spies = new Map();
  let isNoting = false;
  Error.stackTraceLimit = 50;

  const note = (name) => {
    if (isNoting) return;
    isNoting = true;
    if (new Error().stack.includes('/package/dist/')) spying.calls.push({ stage: spying.stage, name });
    isNoting = false;
  };

  const spyOf = (original, name) => {
    if (!spies.has(original)) {
      const spy = function (...args) {
        note(name);
        if (new.target === undefined) return apply(original, this, args);
        return construct(original, args, new.target === spy ? original : new.target);
      };
      for (const key of ownKeys(original)) defineProperty(spy, key, getOwnPropertyDescriptor(original, key));
      spies.set(original, spy).set(spy, spy);
    }
    return spies.get(original);
  };

  const isInstance = Function.prototype[Symbol.hasInstance];
  const spyOnInstanceof = (path) =>
    function (value) {
      note(`instanceof ${path}`);
      return apply(isInstance, this, [value]);
    };

  const spyOn = (object, path) => {
    for (const key of ownKeys(object)) {
      const { value, get, set, ...rest } = getOwnPropertyDescriptor(object, key);
      const name = `${path}.${String(key)}`;
      // Classes are replaced where they are on the global.
      const isMethod = typeof value === 'function' && !value.prototype;
      if (isMethod) defineProperty(object, key, { ...rest, value: spyOf(value, name) });
      if (get || set) {
        defineProperty(object, key, {
          ...rest,
          get: get && spyOf(get, `get ${name}`),
          set: set && spyOf(set, `set ${name}`),
        });
      }
    }
    if (typeof object === 'function') defineProperty(object, Symbol.hasInstance, { value: spyOnInstanceof(path) });
  };

  globalThis.spying = { calls: [], stage: '', note, spyOf, spyOn };
}

/** Defines `replaceEverything()`: every class and function on the global, and every member of it, becomes a spy. */
export function defineReplaceEverything() {
  'use strict';
  const { defineProperty, getOwnPropertyDescriptor, getPrototypeOf, ownKeys } = Reflect;
  const { spyOf, spyOn } = spying;
  // Aliases, such as DOMTokenList.prototype.forEach, are named by whom they belong to.
  const FIRST = ['Object', 'Function', 'Array', 'String', 'Promise', 'Map', 'Set', 'EventTarget', 'Event'];

  const hidden = () => ({
    Iterator: getPrototypeOf(getPrototypeOf([].values())),
    ArrayIterator: getPrototypeOf([].values()),
    MapIterator: getPrototypeOf(new Map().values()),
    TypedArray: getPrototypeOf(Uint8Array),
    'TypedArray.prototype': getPrototypeOf(Uint8Array.prototype),
  });

  const replace = (holder, name, path) => {
    const { value, writable, configurable, enumerable } = getOwnPropertyDescriptor(holder, name);
    if (typeof value !== 'function') return;
    if (value.prototype) spyOn(value.prototype, `${path}.prototype`);
    spyOn(value, path);
    if (configurable) defineProperty(holder, name, { value: spyOf(value, path), writable, configurable, enumerable });
    else if (writable) holder[name] = spyOf(value, path);
  };

  globalThis.replaceEverything = () => {
    for (const [path, object] of Object.entries(hidden())) spyOn(object, path);
    const names = ownKeys(globalThis).filter((name) => typeof name === 'string' && name !== 'spying');
    const namespaces = names.filter((name) => Object.prototype.toString.call(globalThis[name]) === `[object ${name}]`);
    for (const namespace of namespaces) {
      for (const name of ownKeys(globalThis[namespace]))
        replace(globalThis[namespace], name, `${namespace}.${String(name)}`);
    }
    for (const name of new Set([...FIRST, ...names])) replace(globalThis, name, name);
  };
}

/** Defines `plantTraps(names)`: accessors on Object.prototype that note who comes across them. */
export function definePlantTraps() {
  'use strict';
  const { defineProperty } = Reflect;
  const { note } = spying;
  globalThis.plantTraps = (names) => {
    for (const name of names) {
      defineProperty(Object.prototype, name, {
        __proto__: null,
        configurable: true,
        get() {
          note(`get Object.prototype.${name}`);
          return undefined;
        },
        set(value) {
          note(`set Object.prototype.${name}`);
          defineProperty(this, name, { __proto__: null, value, writable: true, enumerable: true, configurable: true });
        },
      });
    }
  };
}

/** Defines `session`: by topic, programs that use the class and the other exports of the package, and log what happens. */
export function defineSession() {
  // An array would be iterated by functions that belong to the page.
  const sequence = (...items) => {
    let count = 0;
    const next = () => (count === items.length ? { done: true } : { done: false, value: items[count++] });
    return { [Symbol.iterator]: () => ({ next }) };
  };

  const attempt = (log, stage, run) => {
    spying.stage = stage;
    try {
      log.push([stage, run()]);
    } catch (error) {
      log.push([stage, error.name, error instanceof TypeError, error instanceof DOMException]);
    }
    spying.stage = `after ${stage}`;
  };
  const snapshotOf = (inspector) => JSON.stringify({ ...inspector.snapshot(), openSince: undefined });

  globalThis.session = {
    async exchange({ WebSocket, inspect }, url) {
      const log = [];
      let socket;
      let inspector;
      attempt(log, 'construction', () => {
        socket = new WebSocket(`${url}/protocol?answer=b`, sequence('a', 'b'));
      });
      attempt(log, 'inspect()', () => {
        inspector = inspect(socket);
      });
      attempt(log, 'getters', () => [
        socket.readyState,
        socket.bufferedAmount,
        socket.binaryType,
        socket.url,
        socket.onopen,
      ]);
      log.push([(await next(socket, 'open')).isTrusted, socket.protocol]);
      attempt(log, 'binaryType', () => {
        socket.binaryType = 'arraybuffer';
      });
      const bytes = new Uint8Array([0, 1, 2, 3]);
      for (const data of [
        'ü',
        1.5,
        null,
        bytes,
        bytes.buffer,
        bytes.subarray(1, 3),
        new DataView(bytes.buffer, 1, 2),
        new Blob(['b']),
      ]) {
        attempt(log, `send() of ${Object.prototype.toString.call(data)}`, () => socket.send(data));
        const { data: echo, isTrusted } = await next(socket, 'message');
        log.push([typeof echo === 'string' ? echo : [...new Uint8Array(echo)], isTrusted]);
      }
      attempt(log, 'snapshot()', () => snapshotOf(inspector));
      attempt(log, 'close()', () => socket.close(3001, 'bye ü'));
      for (const data of ['late ü', bytes, new Blob(['late'])])
        attempt(log, 'send() after close()', () => socket.send(data));
      const { code, reason, wasClean } = await next(socket, 'close');
      log.push([code, reason, wasClean, socket.readyState, socket.bufferedAmount]);
      attempt(log, 'detach()', () => inspector.detach());
      attempt(log, 'snapshot()', () => snapshotOf(inspector));
      return log;
    },

    async refusals({ WebSocket, inspect }, url) {
      const log = [];
      const socket = new WebSocket(`${url}/stall`);
      const { get } = Object.getOwnPropertyDescriptor(WebSocket.prototype, 'readyState');
      attempt(log, 'construction without arguments', () => new WebSocket());
      attempt(log, 'construction without new', () => WebSocket(url));
      attempt(log, 'construction with a bad host', () => new WebSocket('ws://a b/'));
      attempt(log, 'construction with another scheme', () => new WebSocket('ftp://h/'));
      attempt(log, 'construction with a bad subprotocol', () => new WebSocket(url, 'a b'));
      attempt(log, 'construction with a repeated subprotocol', () => new WebSocket(url, sequence('a', 'a')));
      attempt(log, 'early send()', () => socket.send('early'));
      attempt(log, 'send() without arguments', () => socket.send());
      attempt(log, 'send() of a symbol', () => socket.send(Symbol('s')));
      attempt(log, 'send() of resizable memory', () => socket.send(new ArrayBuffer(1, { maxByteLength: 2 })));
      attempt(log, 'close() with a bad code', () => socket.close(2999));
      attempt(log, 'close() with a long reason', () => socket.close(1000, 'x'.repeat(124)));
      attempt(log, 'a getter of another receiver', () => Reflect.apply(get, {}, []));
      attempt(log, 'inspect() of another object', () => inspect({}));
      attempt(log, 'close() while connecting', () => socket.close());
      log.push([socket.readyState, (await next(socket, 'error')).type, (await next(socket, 'close')).code]);
      return log;
    },

    async connections({ WebSocket }, url) {
      const log = [];
      const open = async (stage, make) => {
        let socket;
        attempt(log, stage, () => {
          socket = make();
        });
        const { type } = await Promise.race([next(socket, 'open'), next(socket, 'close')]);
        log.push([type, socket.url, socket.protocol, socket.readyState]);
        socket.close();
      };
      await open('construction with an http URL', () => new WebSocket(`${url}/echo`.replace('ws', 'http')));
      await open('construction with a relative URL', () => new WebSocket('/nowhere'));
      await open('construction with options', () => new WebSocket(`${url}/protocol?answer=x`, { protocols: 'x' }));
      await open('construction of a subclass', () => new (class extends WebSocket {})(`${url}/echo`));
      await open('an unacknowledged subprotocol', () => new WebSocket(`${url}/protocol`, 'x'));
      await open('a refused connection', () => new WebSocket(`${url}/refuse`));
      return log;
    },

    // Timers and the time are the page's.
    async clocks({ WebSocket, drained }, url) {
      const log = [];
      let socket;
      attempt(log, 'construction with a connectTimeout', () => {
        socket = new WebSocket(`${url}/stall`, { connectTimeout: 20 });
      });
      log.push((await next(socket, 'close')).code);
      attempt(log, 'construction with a closeTimeout', () => {
        socket = new WebSocket(`${url}/echo`, { closeTimeout: 10_000 });
      });
      await next(socket, 'open');
      attempt(log, 'send() of much', () => socket.send(new Uint8Array(2 ** 20)));
      await drained(socket);
      attempt(log, 'close() with a closeTimeout', () => socket.close(1000));
      log.push((await next(socket, 'close')).code);
      return log;
    },

    async global({ WebSocket, install, uninstall }) {
      const log = [];
      const isOurs = () => globalThis.WebSocket === WebSocket;
      attempt(log, 'install()', () => [install() === WebSocket, isOurs()]);
      attempt(log, 'uninstall()', () => [uninstall() === globalThis.WebSocket, isOurs()]);
      return log;
    },
  };
}
