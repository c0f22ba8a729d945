// The shape of the class beyond its IDL, which idl.mjs checks: the global, instances, subclasses, receivers.

const READ_ONLY = ['url', 'readyState', 'bufferedAmount', 'extensions', 'protocol'];
const WRITABLE = ['onopen', 'onmessage', 'onerror', 'onclose', 'binaryType'];

/** A value of each kind that is no socket; for null and undefined Web IDL takes the global, which is none either. */
const foreignReceivers = ({ WebSocket: { prototype } }) => [
  prototype,
  Object.create(prototype),
  new EventTarget(),
  {},
  1,
  null,
  undefined,
];

export const shape = [
  {
    id: '1.1',
    title: 'the class is a hidden, writable and configurable property of the global',
    run(t) {
      const { value, ...flags } = t.needs(t.descriptor, 'property on the global');
      t.same(value, t.WebSocket);
      t.equal(flags, { writable: true, enumerable: false, configurable: true });
      t.equal([t.WebSocket.name, t.WebSocket.length], ['WebSocket', 1]);
    },
  },
  {
    id: '1.3',
    title: 'the constructor needs new and an argument, and ignores arguments after the second',
    run(t) {
      t.throws('TypeError', () => t.WebSocket(t.url('/echo')), 'without new');
      t.throws(
        'TypeError',
        () => t.WebSocket.call(Object.create(t.WebSocket.prototype), t.url('/echo')),
        'as a function',
      );
      t.throws('TypeError', () => new t.WebSocket(), 'without arguments');
      t.equal(t.connect('/echo', [], {}, 1).readyState, 0);
    },
  },
  {
    id: '1.5',
    title: 'read-only attributes cannot be assigned in strict mode',
    run(t) {
      const socket = t.connect('/echo');
      for (const name of READ_ONLY)
        t.throws(
          'TypeError',
          () => {
            socket[name] = 1;
          },
          name,
        );
    },
  },
  {
    id: '1.7',
    title: 'the class string is WebSocket; the prototype and its constructor property have the flags of Web IDL',
    run(t) {
      const { prototype } = t.WebSocket;
      const flagsOf = (object, name) => {
        const { writable, enumerable, configurable } = Object.getOwnPropertyDescriptor(object, name);
        return [writable, enumerable, configurable];
      };
      t.equal(prototype[Symbol.toStringTag], 'WebSocket');
      t.equal(String(t.connect('/echo')), '[object WebSocket]');
      t.equal(flagsOf(prototype, Symbol.toStringTag), [false, false, true], 'Symbol.toStringTag');
      t.equal(flagsOf(prototype, 'constructor'), [true, false, true], 'constructor');
      t.equal(flagsOf(t.WebSocket, 'prototype'), [false, false, false], 'prototype');
    },
  },
  {
    id: '1.8',
    title: 'an instance has no properties of its own, and takes those of the page',
    run(t) {
      const socket = t.connect('/echo');
      // If EventTarget is written in JavaScript, it has symbols.
      t.equal(Object.getOwnPropertyNames(socket), []);
      socket.timeout = 1000;
      t.equal(Object.keys(socket), ['timeout']);
      t.equal(Object.isExtensible(socket), true);
    },
  },
  {
    id: '1.8',
    title: 'an instance has the prototype of the class, from construction to the end',
    async run(t) {
      const { socket, log } = t.recorded('/echo');
      const check = () => t.same(Object.getPrototypeOf(socket), t.WebSocket.prototype);
      check();
      t.equal([socket instanceof t.WebSocket, socket.constructor === t.WebSocket], [true, true]);
      await log.until('open');
      check();
      socket.close();
      await log.until('close');
      check();
    },
  },
  {
    id: '1.9',
    title: 'every member checks its receiver',
    run(t) {
      const { prototype } = t.WebSocket;
      for (const name of [...READ_ONLY, ...WRITABLE, 'close', 'send']) {
        const { get, set, value } = Object.getOwnPropertyDescriptor(prototype, name);
        for (const member of [get, set, value].filter(Boolean)) {
          for (const receiver of foreignReceivers(t)) {
            t.throws(
              'TypeError',
              () => Reflect.apply(member, receiver, ['x']),
              `${name} on ${String(receiver && typeof receiver)}`,
            );
          }
        }
      }
    },
  },
  {
    id: '1.10',
    title: 'the class can be extended, and extended again',
    async run(t) {
      class Named extends t.WebSocket {
        label = 'x';
        get readyState() {
          return `${this.label}${super.readyState}`;
        }
        send(data) {
          super.send(`${this.label}:${data}`);
        }
      }
      class Louder extends Named {
        send(data) {
          super.send(`${data}!`);
        }
      }
      const socket = t.adopt(new Louder(t.url('/echo')));
      t.equal(
        [socket.readyState, socket instanceof Named, socket instanceof t.WebSocket, Louder.OPEN],
        ['x0', true, true, 1],
      );
      await t.next(socket, 'open');
      socket.send('hello');
      t.equal((await t.next(socket, 'message')).data, 'x:hello!');
    },
  },
  {
    id: '1.10',
    title: 'new.target gives the prototype, or its class does if it has none',
    run(t) {
      const construct = (newTarget) => t.adopt(Reflect.construct(t.WebSocket, [t.url('/echo')], newTarget));
      const prototypeOf = (prototype) => {
        const newTarget = function () {}.bind();
        newTarget.prototype = prototype;
        const socket = construct(newTarget);
        const found = Object.getPrototypeOf(socket);
        // A host that is written in JavaScript looks up its own members there, later.
        Object.setPrototypeOf(socket, t.WebSocket.prototype);
        return found;
      };
      const own = Object.create(EventTarget.prototype);
      t.same(prototypeOf(own), own);
      for (const none of [undefined, null, 1]) t.same(prototypeOf(none), t.WebSocket.prototype);
      const { get } = Object.getOwnPropertyDescriptor(t.WebSocket.prototype, 'readyState');
      t.equal(get.call(construct(class extends EventTarget {})), 0, 'a socket by its slots');
    },
  },
  {
    id: '1.11',
    title: 'a socket cannot be cloned',
    run(t) {
      const socket = t.connect('/echo');
      const { port1 } = new MessageChannel();
      t.after(() => port1.close());
      t.throws('DOMException DataCloneError', () => structuredClone(socket));
      t.throws('DOMException DataCloneError', () => structuredClone({ nested: [socket] }));
      t.throws('DOMException DataCloneError', () => port1.postMessage(socket));
      t.throws('DOMException DataCloneError', () => structuredClone(socket, { transfer: [socket] }));
    },
  },
  {
    id: '1.12',
    title: 'close and send ignore further arguments',
    async run(t) {
      const { socket, log } = await t.opened('/echo');
      socket.send('one', 'two', Symbol());
      await log.until('message');
      socket.close(3000, 'bye', Symbol());
      t.equal(await log.until('close'), ['open 1', 'message 1 "one"', 'close 3 3000 "bye" clean']);
    },
  },
];
