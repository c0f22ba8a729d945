// new WebSocket(url, protocols): which subprotocols are requested.

const SYNTAX = 'DOMException SyntaxError';

/** An iterable that writes down what is asked of it. */
const iterable = (values, order = []) => ({
  [Symbol.iterator]() {
    const iterator = values[Symbol.iterator]();
    return {
      next: () => {
        order.push('next');
        return iterator.next();
      },
      return() {
        order.push('return');
        return {};
      },
    };
  },
});

/** An iterable whose iterator gives a number as its result; asked again, it throws something else. */
const notAResult = () => {
  const results = [1];
  const next = () => {
    if (!results.length) throw new RangeError('asked again');
    return results.pop();
  };
  return { [Symbol.iterator]: () => ({ next }) };
};

export const constructorProtocols = [
  {
    id: '2.2',
    title: 'what can be iterated is a list of subprotocols, everything else but objects is one',
    async run(t) {
      await t.table(
        [
          [undefined, null],
          ['one', 'one'],
          [[], null],
          [['one'], 'one'],
          [['b', 'a'], 'b, a'],
          [new Set(['b', 'a']), 'b, a'],
          [
            (function* () {
              yield 'x';
              yield 1.5;
            })(),
            'x, 1.5',
          ],
          [new String('ab'), 'a, b'],
          [null, 'null'],
          [1.5, '1.5'],
          [true, 'true'],
          [[null, undefined], 'null, undefined'],
          [[{ toString: () => 'text' }], 'text'],
          [Object.assign(() => {}, { [Symbol.iterator]: () => ['f'].values() }), 'f'],
        ],
        (protocols) => requested(t, protocols),
      );
    },
  },
  {
    id: '2.2',
    title: 'iteration goes by the rules of Web IDL',
    async run(t) {
      await t.table(
        [
          [{ [Symbol.iterator]: 1 }, 'TypeError'],
          [{ [Symbol.iterator]: () => 1 }, 'TypeError'],
          [{ [Symbol.iterator]: () => ({}) }, 'TypeError'],
          [notAResult(), 'TypeError'],
          [
            {
              get [Symbol.iterator]() {
                throw new RangeError();
              },
            },
            'RangeError',
          ],
          [
            {
              [Symbol.iterator]: () => ({
                next() {
                  throw new RangeError();
                },
              }),
            },
            'RangeError',
          ],
        ],
        (protocols) => t.outcome(() => t.connect('/echo', protocols)),
      );
      const order = [];
      t.throws('TypeError', () => t.connect('/echo', iterable(['a', Symbol(), 'b'], order)));
      t.equal(order, ['next', 'next'], 'an iterator whose item cannot be converted is not closed');
    },
  },
  {
    id: '2.7',
    title: 'a single string is requested as it is',
    async run(t) {
      const { socket } = await t.opened('/echo', 'chat.v2');
      t.equal(socket.protocol, 'chat.v2');
    },
  },
  {
    id: '2.8',
    title: 'a subprotocol consists of the characters of a token',
    async run(t) {
      const separators = '()<>@,;:\\"/[]?={} \t';
      const characters = [...Array(0x101).keys(), 0x2713].map((code) => String.fromCharCode(code));
      const isValid = (character) => character > ' ' && character < '\x7f' && !separators.includes(character);
      const valid = characters.filter(isValid);
      t.equal(valid.length, 77);
      // All are different, also without regard to case.
      t.equal(
        t.connect(
          '/echo',
          valid.map((character, index) => `${character}${index}${character}`),
        ).readyState,
        0,
      );
      for (const protocol of ['', ...characters.filter((character) => !isValid(character))]) {
        for (const protocols of [protocol, [protocol], [`a${protocol}b`], ['a', protocol]]) {
          if (protocol === '' && protocols[0] === 'ab') continue;
          t.throws(SYNTAX, () => t.connect('/echo', protocols), JSON.stringify(protocols));
        }
      }
    },
  },
  {
    id: '2.8',
    title: 'a subprotocol may not be requested twice',
    async run(t) {
      await t.table(
        [
          [['a', 'a'], SYNTAX],
          [['a', 'b', 'a'], SYNTAX],
          [['null', null], SYNTAX],
          [['a', 'b'], 'returned'],
          [[], 'returned'],
        ],
        (protocols) => t.outcome(() => t.connect('/echo', protocols)),
      );
    },
  },
  {
    id: '2.12',
    also: ['12.11'],
    title: 'the second argument may be a dictionary with protocols',
    async run(t) {
      await t.table(
        [
          [{}, null],
          [{ protocols: undefined }, null],
          [{ protocols: [] }, null],
          [{ protocols: 'a' }, 'a'],
          [{ protocols: ['b', 'a'] }, 'b, a'],
          [{ protocols: new Set(['x']) }, 'x'],
          [{ unknown: 1 }, null],
          [Object.create({ protocols: 'inherited' }), 'inherited'],
          [{ [Symbol.iterator]: null, protocols: 'b' }, 'b'],
          [Object.assign(() => {}, { protocols: 'f' }), 'f'],
        ],
        (options) => requested(t, options),
      );
    },
  },
  {
    id: '2.12',
    also: ['12.11'],
    title: 'the protocols of a dictionary are converted and checked like the argument itself',
    async run(t) {
      await t.table(
        [
          [{ protocols: Symbol() }, 'TypeError'],
          [{ protocols: [Symbol()] }, 'TypeError'],
          [
            {
              get protocols() {
                throw new RangeError();
              },
            },
            'RangeError',
          ],
          [{ protocols: 'a b' }, SYNTAX],
          [{ protocols: ['a', 'a'] }, SYNTAX],
          [{ protocols: '' }, SYNTAX],
        ],
        (options) => t.outcome(() => t.connect('/echo', options)),
      );
    },
  },
];

/** The subprotocols that the server is asked for if this is the second argument; null if it is asked for none. */
async function requested(t, protocols) {
  const id = t.id();
  const socket = t.connect(`/echo?id=${id}`, protocols);
  await t.next(socket, 'open');
  socket.close();
  return (await t.report(id)).requestedProtocols;
}
