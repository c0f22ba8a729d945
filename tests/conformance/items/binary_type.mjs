// binaryType: what it takes, when it matters, what it makes.

export const binaryType = [
  {
    id: '7.1',
    title: 'values other than blob and arraybuffer are ignored',
    async run(t) {
      const socket = t.connect('/echo');
      const set = (value) => {
        socket.binaryType = value;
        return socket.binaryType;
      };
      const rows = ['', 'Blob', 'ArrayBuffer', ' blob', 'blob\0', 'text', 'undefined', undefined, null, 1, {}, ['x']];
      for (const current of ['arraybuffer', 'blob']) {
        t.equal(set(current), current);
        await t.table(
          rows.map((value) => [value, current]),
          set,
        );
      }
      await t.table(
        [
          [['arraybuffer'], 'arraybuffer'],
          [{ toString: () => 'blob' }, 'blob'],
          [new String('arraybuffer'), 'arraybuffer'],
        ],
        set,
      );
    },
  },
  {
    id: '7.1',
    title: 'a value that cannot be converted is an exception, and changes nothing',
    run(t) {
      const socket = t.connect('/echo');
      socket.binaryType = 'arraybuffer';
      t.throws('TypeError', () => {
        socket.binaryType = Symbol();
      });
      t.throws('RangeError', () => {
        socket.binaryType = {
          toString() {
            throw new RangeError();
          },
        };
      });
      t.equal(socket.binaryType, 'arraybuffer');
    },
  },
  {
    id: '7.2',
    title: 'it can be set in every ready state',
    async run(t) {
      for (const readyState of t.states) {
        const socket = await t.inState(readyState);
        for (const value of ['arraybuffer', 'blob', 'arraybuffer']) {
          socket.binaryType = value;
          t.equal(socket.binaryType, value, `in ${readyState}`);
        }
      }
    },
  },
  {
    id: '7.2',
    title: 'a change inside a listener holds from the next message on',
    async run(t) {
      const { socket, log } = t.recorded('/send?bytes=0102&count=4');
      socket.addEventListener('message', () => {
        socket.binaryType = socket.binaryType === 'blob' ? 'arraybuffer' : 'blob';
      });
      t.equal(await log.until('message', 4), [
        'open 1',
        'message 1 Blob 2',
        'message 1 ArrayBuffer 0102',
        'message 1 Blob 2',
        'message 1 ArrayBuffer 0102',
      ]);
    },
  },
  {
    id: '7.2',
    title: 'it does not matter to text',
    async run(t) {
      const { socket, log } = t.recorded('/send?text=a');
      socket.binaryType = 'arraybuffer';
      t.equal(await log.until('message'), ['open 1', 'message 1 "a"']);
    },
  },
  {
    id: '7.3',
    title: 'a Blob has the bytes, no type, and is of this realm',
    async run(t) {
      const socket = t.connect('/send?bytes=0102ff');
      const { data } = await t.next(socket, 'message');
      t.same(Object.getPrototypeOf(data), Blob.prototype);
      t.equal([data.type, data.size, [...new Uint8Array(await data.arrayBuffer())]], ['', 3, [1, 2, 255]]);
    },
  },
  {
    id: '7.3',
    title: "an ArrayBuffer is of this realm, of fixed length, and the listener's own",
    async run(t) {
      const { socket, log } = t.recorded('/send?bytes=0102ff&count=2');
      socket.binaryType = 'arraybuffer';
      const received = [];
      socket.addEventListener('message', ({ data }) => {
        received.push([
          Object.getPrototypeOf(data) === ArrayBuffer.prototype,
          data.byteLength,
          data.resizable ?? false,
        ]);
        new Uint8Array(data).fill(9);
        structuredClone(data, { transfer: [data] });
        received.push(data.byteLength);
      });
      t.equal(await log.until('message', 2), [
        'open 1',
        'message 1 ArrayBuffer 0102ff',
        'message 1 ArrayBuffer 0102ff',
      ]);
      await t.task();
      t.equal(received, [[true, 3, false], 0, [true, 3, false], 0]);
    },
  },
  {
    id: '7.3',
    title: 'an empty binary message has an empty Blob or ArrayBuffer',
    async run(t) {
      const { socket, log } = t.recorded('/send?bytes=&count=2');
      socket.addEventListener(
        'message',
        () => {
          socket.binaryType = 'arraybuffer';
        },
        { once: true },
      );
      t.equal(await log.until('message', 2), ['open 1', 'message 1 Blob 0', 'message 1 ArrayBuffer ']);
    },
  },
];
