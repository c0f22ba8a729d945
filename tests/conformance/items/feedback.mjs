// What comes from the network: opening, messages, closing, failing.

const FAILED = ['error 3', 'close 3 1006 "" unclean'];
const FAILED_IN_ONE_TASK = ['error 3', 'microtask', 'close 3 1006 "" unclean', 'task'];

/** What a page may know of a failure. */
async function failure(t, target, ...rest) {
  const { socket, log } = t.recorded(target, ...rest);
  const [error] = await Promise.all([t.next(socket, 'error'), log.until('close')]);
  return [
    Object.getPrototypeOf(error) === Event.prototype,
    Object.keys(error).filter((key) => key !== 'isTrusted'),
    log.entries,
  ];
}

/** Writes down when a microtask and when a task begins that were asked for in the error event; `start` comes before. */
async function tasksAfterError(t, { socket, log }, start = () => {}) {
  socket.addEventListener('error', async () => {
    const later = t.task();
    await null;
    log.write('microtask');
    await later;
    log.write('task');
  });
  start();
  return log.untilOneOf('task', 'open');
}

/** All events of a connection to its end, but for the open event; to a message, if one comes. */
async function afterOpen({ log }) {
  const entries = await log.untilOneOf('close', 'message');
  return entries[0] === 'open 1' ? entries.slice(1) : entries;
}

export const feedback = [
  {
    id: '8.1',
    title: 'in the open event the ready state, the extensions and the subprotocol are there',
    async run(t) {
      const socket = t.connect('/echo', 'chat');
      const { target } = await t.next(socket, 'open');
      t.same(target, socket);
      t.equal([socket.readyState, socket.protocol, typeof socket.extensions], [1, 'chat', 'string']);
    },
  },
  {
    id: '8.2',
    title: 'text arrives as a string, with its byte order mark',
    async run(t) {
      const { socket, log } = await t.opened('/echo');
      const texts = ['', 'x', '\ufeffx', '\ufeff', 'é✓😀\0', '\ufffd', 'a\r\nb'];
      for (const text of texts) socket.send(text);
      await log.until('message', texts.length);
      t.equal(
        log.entries.slice(1),
        texts.map((text) => `message 1 ${JSON.stringify(text)}`),
      );
    },
  },
  {
    id: '8.2',
    title: 'a fragmented message is one message',
    async run(t) {
      const { socket, log } = t.recorded('/fragments');
      socket.binaryType = 'arraybuffer';
      const bytes = [...Array(256).keys()].map((byte) => byte.toString(16).padStart(2, '0')).join('');
      t.equal(await log.until('message', 2), ['open 1', 'message 1 "é€🌍"', `message 1 ArrayBuffer ${bytes}`]);
    },
  },
  {
    id: '8.3',
    also: ['12.12'],
    title: 'a frame that breaks the protocol fails the connection, whether or not open was fired',
    async run(t) {
      const targets = ['/invalid-utf8', '/invalid-frame?kind=reserved-opcode', '/invalid-frame?kind=rsv'];
      await t.table(
        targets.map((target) => [target, FAILED]),
        (target) => afterOpen(t.recorded(target)),
      );
    },
  },
  {
    id: '8.3',
    title: 'a masked frame from the server fails the connection',
    async run(t) {
      t.equal(await afterOpen(t.recorded('/invalid-frame?kind=masked')), FAILED);
    },
  },
  {
    id: '8.4',
    title: 'messages that came before the Close frame are all delivered, in ready state 1',
    async run(t) {
      const { log } = t.recorded('/send?text=a&count=20&close');
      t.equal(await log.until('close'), ['open 1', ...Array(20).fill('message 1 "a"'), 'close 3 1000 "" clean']);
    },
  },
  {
    id: '8.6',
    also: ['12.16'],
    title: 'error and close of a failed connection are one task, with microtasks between them',
    async run(t) {
      t.equal(await tasksAfterError(t, t.recorded('/refuse')), FAILED_IN_ONE_TASK);
    },
  },
  {
    id: '8.6',
    also: ['12.16'],
    title: 'error and close after close() of a connection that was not established are one task',
    async run(t) {
      const recorded = t.recorded(t.stalled);
      t.equal(await tasksAfterError(t, recorded, () => recorded.socket.close()), FAILED_IN_ONE_TASK);
    },
  },
  {
    id: '8.6',
    also: ['12.16'],
    title: 'error and close of an open connection that had to be failed are one task',
    async run(t) {
      const recorded = t.recorded('/invalid-frame?kind=rsv');
      await tasksAfterError(t, recorded);
      const entries = await recorded.log.until('task');
      t.equal(
        entries.filter((entry) => entry !== 'open 1'),
        FAILED_IN_ONE_TASK,
      );
    },
  },
  {
    id: '8.7',
    title: 'a connection that is lost after open has no error event',
    async run(t) {
      const { socket, log } = await t.opened('/drop?after=1');
      socket.send('x');
      t.equal(await log.until('close'), ['open 1', 'close 3 1006 "" unclean']);
    },
  },
  {
    id: '8.8',
    title: "the code is the one of the server's Close frame, 1005 if it has none",
    async run(t) {
      const codes = [1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 3000, 3999, 4000, 4999];
      await t.table(
        [
          ...codes.map((code) => [`/close?code=${code}`, ['open 1', `close 3 ${code} "" clean`]]),
          ['/close', ['open 1', 'close 3 1005 "" clean']],
          ['/close?code=1001&reason=going', ['open 1', 'close 3 1001 "going" clean']],
        ],
        (target) => t.recorded(target).log.until('close'),
      );
    },
  },
  {
    id: '8.9',
    title: 'the reason is UTF-8, with its byte order mark',
    async run(t) {
      const rows = [
        ['03e8c3a9', '"é"'],
        ['03e8efbbbf41', '"\ufeffA"'],
        ['03e8f09f9880', '"😀"'],
        ['03e8efbfbd', '"\ufffd"'],
      ];
      await t.table(
        rows.map(([body, reason]) => [body, ['open 1', `close 3 1000 ${reason} clean`]]),
        (body) => {
          return t.recorded(`/close?body=${body}`).log.until('close');
        },
      );
    },
  },
  {
    id: '8.9',
    title: 'the reason may contain U+0000',
    async run(t) {
      t.equal(await t.recorded('/close?body=03e8610062').log.until('close'), [
        'open 1',
        'close 3 1000 "a\\u0000b" clean',
      ]);
    },
  },
  {
    id: '8.10',
    title: 'why a connection could not be established cannot be told',
    async run(t) {
      const targets = [
        '/refuse',
        '/refuse?status=200',
        '/refuse?status=404',
        '/refuse?status=500',
        '/reset',
        '/no-such-behaviour',
        'ws://127.0.0.1:2/',
      ];
      await t.table(
        targets.map((target) => [target, [true, [], FAILED]]),
        (target) => failure(t, target),
      );
    },
  },
  {
    id: '8.10',
    title: 'that the server does not speak TLS cannot be told either',
    async run(t) {
      t.equal(await failure(t, t.url('/echo').replace('ws:', 'wss:')), [true, [], FAILED]);
    },
  },
  {
    id: '8.11',
    title: 'redirects and requests for a password are failures',
    async run(t) {
      const targets = [
        '/refuse?status=301',
        '/refuse?status=302',
        '/refuse?status=307',
        '/refuse?status=401',
        '/refuse?status=407',
      ];
      await t.table(
        targets.map((target) => [target, [true, [], FAILED]]),
        (target) => failure(t, target),
      );
    },
  },
  {
    id: '8.12',
    also: ['12.6', '12.15'],
    title: 'a requested subprotocol that the server does not acknowledge fails the connection',
    async run(t) {
      await t.table(
        [['chat'], [['chat', 'other']]].map(([protocols]) => [protocols, [FAILED, 3, '']]),
        async (protocols) => {
          const id = t.id();
          const { socket, log } = t.recorded(`/protocol?greet&id=${id}`, protocols);
          await log.untilOneOf('open', 'close');
          socket.close();
          // The server's message and the end of its connection are for nobody.
          await t.report(id);
          await t.task();
          return [log.entries, socket.readyState, socket.protocol];
        },
      );
    },
  },
  {
    id: '8.12',
    also: ['12.6', '12.15'],
    title: 'error and close of an unacknowledged subprotocol are one task',
    async run(t) {
      const recorded = t.recorded('/protocol', 'chat');
      t.equal(await tasksAfterError(t, recorded), FAILED_IN_ONE_TASK);
    },
  },
  {
    id: '8.12',
    title: 'an open event that the page dispatches acknowledges no subprotocol',
    async run(t) {
      const socket = t.connect('/protocol', 'chat');
      socket.dispatchEvent(new Event('open'));
      t.equal(await t.record(socket).untilOneOf('open', 'close'), FAILED);
    },
  },
  {
    id: '8.12',
    title: 'another subprotocol than those requested fails the connection, one in another case too',
    async run(t) {
      await t.table(
        [
          ['other', FAILED],
          ['Chat', FAILED],
        ],
        (answer) => {
          return t.recorded(`/protocol?answer=${answer}`, 'chat').log.untilOneOf('open', 'close');
        },
      );
    },
  },
  {
    id: '8.12',
    title: 'a subprotocol fails the connection if none was requested',
    async run(t) {
      t.equal(await t.recorded('/protocol?answer=other').log.untilOneOf('open', 'close'), FAILED);
    },
  },
  {
    id: '8.12',
    title: 'any of the requested subprotocols may be chosen',
    async run(t) {
      const { socket } = await t.opened('/protocol?answer=b', ['a', 'b', 'c']);
      t.equal(socket.protocol, 'b');
    },
  },
];
