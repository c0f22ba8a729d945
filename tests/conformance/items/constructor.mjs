// new WebSocket(url, protocols): conversions, checks, and their order.

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
  {
    id: '2.1',
    title: 'lone surrogates of the url become U+FFFD',
    run(t) {
      t.equal(t.connect('/echo?\ud800x\udc00').url, t.url('/echo?%EF%BF%BDx%EF%BF%BD'));
    },
  },
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
    id: '2.3',
    title: 'a relative url is parsed against the base URL',
    async run(t) {
      const base = new URL(t.base);
      const wanted = (text) => Object.assign(new URL(text, base), { protocol: 'ws:' }).href;
      const texts = ['x', '/x', '?q', './../x/', `//${base.host}/x`, ' x\n', '/ä b', 'x?ä'];
      await t.table(
        texts.map((text) => [text, wanted(text)]),
        (text) => t.adopt(new t.WebSocket(text)).url,
      );
    },
  },
  {
    id: '2.3',
    title: "the base URL is the document's at the time of the call",
    run(t) {
      const document = t.needs(globalThis.document, 'document');
      const element = document.createElement('base');
      element.href = '/folder/page.html';
      document.head.append(element);
      t.after(() => element.remove());
      t.equal(t.adopt(new t.WebSocket('x')).url, `ws://${location.host}/folder/x`);
    },
  },
  {
    id: '2.4',
    title: 'a url that cannot be parsed is a SyntaxError',
    async run(t) {
      const texts = [
        'ws://',
        'ws://127.0.0.1:99999/',
        'ws://127.0.0.1:port/',
        'ws://[::1',
        'ws://[x]/',
        'ws://1.2.3.256/',
        'ws://a%00b/',
        'wss://%/',
      ];
      await t.table(
        texts.map((text) => [text, SYNTAX]),
        (text) => t.outcome(() => t.connect(text)),
      );
    },
  },
  {
    id: '2.4',
    title: 'without a base URL a relative url is a SyntaxError',
    async run(t) {
      if (globalThis.location?.href) t.needs(false, 'scope without a base URL');
      const connect = (text) => t.outcome(() => t.adopt(new t.WebSocket(text)));
      await t.table(
        ['', 'x', '//127.0.0.1/', '?q', '/'].map((text) => [text, SYNTAX]),
        connect,
      );
    },
  },
  {
    id: '2.5',
    title: 'http and https mean ws and wss',
    async run(t) {
      await t.table(
        [
          ['http://127.0.0.1:2/x', 'ws://127.0.0.1:2/x'],
          ['https://127.0.0.1:2/x', 'wss://127.0.0.1:2/x'],
          ['HTTP://127.0.0.1:80/', 'ws://127.0.0.1/'],
          ['https://127.0.0.1:443/?q', 'wss://127.0.0.1/?q'],
          ['http://127.0.0.1:443/', 'ws://127.0.0.1:443/'],
        ],
        (text) => t.connect(text).url,
      );
      const { log } = await t.opened(t.httpUrl('/echo'));
      t.equal(log.entries, ['open 1']);
    },
  },
  {
    id: '2.5',
    title: 'every other scheme is a SyntaxError',
    async run(t) {
      const texts = [
        'ftp://127.0.0.1/',
        'file:///x',
        'mailto:a@b',
        'about:blank',
        'data:,x',
        'javascript:1',
        'blob:http://127.0.0.1/x',
        'wsx://127.0.0.1/',
        'w://127.0.0.1/',
      ];
      await t.table(
        texts.map((text) => [text, SYNTAX]),
        (text) => t.outcome(() => t.connect(text)),
      );
    },
  },
  {
    id: '2.6',
    title: 'a fragment is a SyntaxError, an empty one too',
    async run(t) {
      await t.table(
        [
          [t.url('/echo#'), SYNTAX],
          [t.url('/echo#x'), SYNTAX],
          [t.url('/echo?q#'), SYNTAX],
          [t.httpUrl('/echo#'), SYNTAX],
          [t.url('/echo?%23'), 'returned'],
        ],
        (text) => t.outcome(() => t.connect(text)),
      );
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
      // All different, whoever compares them.
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

/** The subprotocols that the server is asked for where this is the second argument; null where it is asked for none. */
async function requested(t, protocols) {
  const id = t.id();
  const socket = t.connect(`/echo?id=${id}`, protocols);
  await t.next(socket, 'open');
  socket.close();
  return (await t.report(id)).requestedProtocols;
}
