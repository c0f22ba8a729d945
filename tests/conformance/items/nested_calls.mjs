// Calls from inside what the socket calls: listeners, and the conversion of arguments.

export const nestedCalls = [
  {
    id: '10.6',
    title: 'a socket that is made while the arguments of another are converted is a socket of its own',
    async run(t) {
      const made = [];
      const make = () => made.push(t.connect('/echo'));
      const url = {
        toString() {
          make();
          return t.url('/echo');
        },
      };
      const protocols = (function* () {
        make();
        yield 'a';
        make();
      })();
      const outer = t.connect(url, protocols);
      t.equal(
        [outer, ...made].map((socket) => [socket.readyState, socket.url === t.url('/echo')]),
        Array(4).fill([0, true]),
      );
      await t.next(outer, 'open');
      t.equal(outer.protocol, 'a');
    },
  },
  {
    id: '10.6',
    title: 'of two values for binaryType, one set while the other is converted, the outer one stays',
    run(t) {
      const socket = t.connect('/echo');
      socket.binaryType = {
        toString() {
          socket.binaryType = 'blob';
          return 'arraybuffer';
        },
      };
      t.equal(socket.binaryType, 'arraybuffer');
    },
  },
  {
    id: '10.6',
    title: 'the other listeners of an event see what the first one did',
    async run(t) {
      const { socket, log } = t.recorded('/echo');
      socket.addEventListener('open', () => socket.close());
      socket.addEventListener('open', () => {
        socket.send('dropped');
        log.write(`${socket.readyState} ${socket.bufferedAmount}`);
      });
      t.equal(await log.until('close'), ['open 1', '2 7', 'close 3 1005 "" clean']);
    },
  },
  {
    id: '10.6',
    title: 'the microtasks of an event run before the next event',
    async run(t) {
      const { socket, log } = t.recorded('/send?text=a&count=2&close');
      for (const type of ['open', 'message', 'close'])
        socket.addEventListener(type, () => queueMicrotask(() => log.write(`after ${type}`)));
      await log.untilOneOf('after close');
      t.equal(log.entries, [
        'open 1',
        'after open',
        'message 1 "a"',
        'after message',
        'message 1 "a"',
        'after message',
        'close 3 1000 "" clean',
        'after close',
      ]);
    },
  },
];
