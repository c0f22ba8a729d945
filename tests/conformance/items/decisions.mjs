// What the standard leaves open, or browsers do in their own ways: what we have decided.
import { shared } from './data.mjs';

const INVALID_ACCESS = 'DOMException InvalidAccessError';
const SYNTAX = 'DOMException SyntaxError';

export const decisions = [
  {
    id: '12.1',
    also: ['4.1', '12.14'],
    title: 'a code halfway between two numbers is rounded to the even one',
    async run(t) {
      const socket = await t.inState(3);
      await t.table(
        [
          [999.5, 'returned'],
          [999.49, INVALID_ACCESS],
          [1000.5, 'returned'],
          [1000.51, INVALID_ACCESS],
          [2999.5, 'returned'],
          [2999.49, INVALID_ACCESS],
          [3000.5, 'returned'],
          ['999.5', 'returned'],
        ],
        (code) => t.outcome(() => socket.close(code)),
      );
      const id = t.id();
      const { socket: open } = await t.opened(`/echo?id=${id}`);
      open.close(3001.5);
      t.equal((await t.report(id)).closeCode, 3002);
    },
  },
  {
    id: '12.2',
    also: ['4.1', '12.14'],
    title: '4999.5 is rounded to 5000, which is an error',
    async run(t) {
      const socket = await t.inState(3);
      await t.table(
        [
          [4999.49, 'returned'],
          [4999.5, INVALID_ACCESS],
          [4999.51, INVALID_ACCESS],
        ],
        (code) => t.outcome(() => socket.close(code)),
      );
    },
  },
  {
    id: '12.3',
    also: ['4.9'],
    title: 'a reason without a code is sent with the code 1000',
    async run(t) {
      await t.table(
        [
          ['why', ['03e8776879', 1000, 'why']],
          ['é', ['03e8c3a9', 1000, 'é']],
        ],
        async (reason) => {
          const id = t.id();
          const { socket } = await t.opened(`/echo?id=${id}`);
          socket.close(undefined, reason);
          t.equal(socket.readyState, 2);
          const { code, reason: received } = await t.next(socket, 'close');
          return [(await t.report(id)).closeBodyHex, code, received];
        },
      );
      const socket = t.connect('/echo');
      t.throws(SYNTAX, () => socket.close(undefined, 'x'.repeat(124)));
    },
  },
  {
    id: '12.4',
    also: ['2.4'],
    title: 'a host with a forbidden character is a SyntaxError',
    async run(t) {
      const hosts = ['foo bar.com', 'a<b', 'a>b', 'a^b', 'a|b', 'a%20b', 'a%3Cb', 'a%7Cb', 'a b', 'a[b', 'a]b'];
      await t.table(
        hosts.map((host) => [`ws://${host}/`, SYNTAX]),
        (text) => t.outcome(() => t.connect(text)),
      );
    },
  },
  {
    id: '12.5',
    also: ['2.3'],
    title: 'an empty url is the base URL',
    run(t) {
      const base = new URL(t.base);
      base.hash = '';
      base.protocol = 'ws:';
      t.equal(t.adopt(new t.WebSocket('')).url, base.href);
      t.throws(SYNTAX, () => t.connect('#'));
    },
  },
  {
    id: '12.7',
    also: ['2.9'],
    title: 'subprotocols that differ in case only are two',
    async run(t) {
      const id = t.id();
      const { socket } = await t.opened(`/echo?id=${id}`, ['a', 'A']);
      socket.close();
      t.equal([socket.protocol, (await t.report(id)).requestedProtocols], ['a', 'a, A']);
    },
  },
  {
    id: '12.8',
    also: ['5.4'],
    title: 'shared memory itself is a TypeError, like views on it',
    async run(t) {
      const memory = shared(t);
      for (const readyState of [1, 3, 0]) {
        const socket = await t.inState(readyState);
        t.throws('TypeError', () => socket.send(memory), `in ${readyState}`);
        t.equal(socket.bufferedAmount, 0);
      }
    },
  },
  {
    id: '12.10',
    title: "the close event is the host's own CloseEvent",
    async run(t) {
      const socket = t.connect('/close?code=4000&reason=bye');
      const event = await t.next(socket, 'close');
      t.same(event.constructor, t.needs(globalThis.CloseEvent, 'CloseEvent'));
      t.same(Object.getPrototypeOf(event), CloseEvent.prototype);
    },
  },
  {
    id: '12.17',
    title: 'data is converted even if the page cannot name SharedArrayBuffer',
    async run(t) {
      const name = 'SharedArrayBuffer';
      const descriptor = Object.getOwnPropertyDescriptor(globalThis, name);
      if (descriptor) {
        delete globalThis[name];
        t.after(() => Object.defineProperty(globalThis, name, descriptor));
      }
      const { socket, log } = await t.opened('/echo');
      socket.binaryType = 'arraybuffer';
      socket.send({ toString: () => 'object' });
      socket.send(new Uint8Array([1]));
      t.equal((await log.until('message', 2)).slice(1), ['message 1 "object"', 'message 1 ArrayBuffer 01']);
    },
  },
];
