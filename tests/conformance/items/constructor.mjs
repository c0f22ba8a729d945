// new WebSocket(url, protocols): the order of conversions and checks, and how the connection starts.

const SYNTAX = 'DOMException SyntaxError';

const throwing = (error) => ({
  toString() {
    throw error;
  },
});

export const constructor = [
  {
    id: '2.1',
    title: 'both arguments are converted before either is checked',
    async run(t) {
      await t.table(
        [
          [[Symbol()], 'TypeError'],
          [[throwing(new RangeError())], 'RangeError'],
          [[throwing(new RangeError()), Symbol()], 'RangeError'],
          [['ws://bad host:x/', [Symbol()]], 'TypeError'],
          [['ftp://127.0.0.1/', Symbol()], 'TypeError'],
          [['ws://127.0.0.1/#', [throwing(new RangeError())]], 'RangeError'],
        ],
        (args) => t.outcome(() => t.connect(...args)),
      );
      const order = [];
      const url = {
        toString() {
          order.push('url');
          return 'ftp://127.0.0.1/';
        },
      };
      const protocol = {
        toString() {
          order.push('item');
          return 'a b';
        },
      };
      const protocols = {
        get [Symbol.iterator]() {
          order.push('@@iterator');
          return () => [protocol][Symbol.iterator]();
        },
      };
      t.throws(SYNTAX, () => new t.WebSocket(url, protocols));
      t.equal(order, ['url', '@@iterator', 'item']);
    },
  },
  ...[
    ['where nobody listens', 2],
    ['to a port that browsers never connect to', 25],
  ].map(([what, port]) => ({
    id: '2.10',
    title: `a connection ${what} throws nothing: it fails later`,
    async run(t) {
      const { socket, log } = t.recorded(`ws://127.0.0.1:${port}/`);
      t.equal(socket.readyState, 0);
      // An error event in that state is wrong, and no other may follow.
      t.equal(await log.untilOneOf('close', 'error 0'), ['error 3', 'close 3 1006 "" unclean']);
    },
  })),
  {
    id: '2.11',
    title: 'no event is fired before the task of the constructor has ended',
    async run(t) {
      const socket = t.connect('/echo');
      t.equal([socket.readyState, socket.url], [0, t.url('/echo')]);
      for (let count = 0; count < 1000; count += 1) await null;
      t.equal(socket.readyState, 0);
      const log = t.record(socket);
      t.equal(await log.until('open'), ['open 1']);
    },
  },
];
