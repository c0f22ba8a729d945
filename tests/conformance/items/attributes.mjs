// The attributes: their first values, and when they change.

export const attributes = [
  {
    id: '3.1',
    title: 'url is the serialised URL, at once and for ever',
    async run(t) {
      const { host } = new URL(t.url('/'));
      const port = host.split(':')[1];
      await t.table(
        [
          [`WS://127.0.0.1:${port}`, `ws://${host}/`],
          [`ws://LOCALHOST:${port}/`, `ws://localhost:${port}/`],
          [`ws://127.1:${port}/a/../b`, `ws://${host}/b`],
          ['ws://127.0.0.1:80/x', 'ws://127.0.0.1/x'],
          ['wss://127.0.0.1:443', 'wss://127.0.0.1/'],
          ['wss://127.0.0.1:80', 'wss://127.0.0.1:80/'],
          [`ws://user:word@${host}/`, `ws://user:word@${host}/`],
          [` ws://${host}/\n`, `ws://${host}/`],
          [`ws://${host}?ä b`, `ws://${host}/?%C3%A4%20b`],
          [`ws:\\\\${host}\\x`, `ws://${host}/x`],
          [`ws:${host}`, `ws://${host}/`],
        ],
        (text) => {
          const socket = t.connect(text);
          const { url } = socket;
          socket.close();
          return socket.url === url ? url : 'changed by close';
        },
      );
    },
  },
  {
    id: '3.1',
    title: 'url stays through open and close',
    async run(t) {
      const { socket, log } = await t.opened('/echo?x');
      t.equal(socket.url, t.url('/echo?x'));
      socket.close();
      await log.until('close');
      t.equal(socket.url, t.url('/echo?x'));
    },
  },
  {
    id: '3.2',
    title: 'readyState goes from 0 to 3, step by step',
    async run(t) {
      const { socket, log } = t.recorded('/echo');
      const states = [socket.readyState];
      await log.until('open');
      states.push(socket.readyState);
      socket.close();
      states.push(socket.readyState);
      t.equal(await log.until('close'), ['open 1', 'close 3 1005 "" clean']);
      t.equal(states, [0, 1, 2]);
      await t.task();
      t.equal(socket.readyState, 3);
    },
  },
  {
    id: '3.2',
    title: 'readyState never goes back: close while the server answers',
    async run(t) {
      const { socket, log } = t.recorded('/echo');
      socket.close();
      const seen = [];
      while (!log.entries.some((entry) => entry.startsWith('close'))) {
        seen.push(socket.readyState);
        await t.task();
      }
      // With which code, is a race in Firefox; 4.6 has a server that does not answer.
      t.equal(
        log.entries.map((entry) => entry.slice(0, 7)),
        ['error 3', 'close 3'],
      );
      // Between error and close there may be a task (8.6), in ready state 3.
      t.equal(seen, [2, ...seen.slice(1).toSorted()]);
    },
  },
  {
    id: '3.3',
    title: 'protocol is empty until the connection is open, and stays after close',
    async run(t) {
      const { socket, log } = t.recorded('/echo', ['chat', 'other']);
      t.equal([socket.protocol, socket.extensions], ['', '']);
      await log.until('open');
      t.equal(socket.protocol, 'chat');
      socket.close();
      await log.until('close');
      t.equal(socket.protocol, 'chat');
    },
  },
  {
    id: '3.3',
    title: 'extensions tells what was agreed on, and stays after close',
    async run(t) {
      const { socket, log } = await t.opened('/echo?deflate');
      const extensions = t.needs(socket.extensions, 'extension to agree on');
      t.equal(extensions.split(';')[0], 'permessage-deflate');
      socket.close();
      await log.until('close');
      t.equal(socket.extensions, extensions);
      const { socket: plain } = await t.opened('/echo');
      t.equal(plain.extensions, '');
    },
  },
  {
    id: '3.3',
    title: 'protocol and extensions stay empty if the connection fails',
    async run(t) {
      const { socket, log } = t.recorded('/refuse', 'chat');
      await log.until('close');
      t.equal([socket.protocol, socket.extensions], ['', '']);
    },
  },
  {
    id: '3.4',
    title: 'binaryType starts as blob',
    run(t) {
      t.equal(t.connect('/echo').binaryType, 'blob');
    },
  },
  {
    id: '3.5',
    title: 'event handlers start as null',
    run(t) {
      const socket = t.connect('/echo');
      t.equal(
        ['onopen', 'onmessage', 'onerror', 'onclose'].map((name) => socket[name]),
        [null, null, null, null],
      );
    },
  },
];
