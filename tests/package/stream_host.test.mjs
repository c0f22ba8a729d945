// What the class over the host's own WebSocketStream leaves as it is, beyond the tables of stream.test.mjs.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inEveryEngine } from './pages.mjs';

inEveryEngine("a WebSocketStream over Chromium's own", ({ engine, visit, echoUrl }) => {
  // The others have none.
  if (engine !== 'chromium') return;
  const server = () => echoUrl().replace('/echo', '');

  test('has the server wait for a reader that is slow', async () => {
    const [size, count] = [2 ** 20, 64];
    const found = await visit(
      {},
      async (url, id, expected) => {
        const { WebSocketStream } = await import('/package/dist/stream.js');
        const stream = new WebSocketStream(`${url}&id=${id}`);
        const { readable } = await stream.opened;
        let isClosed = false;
        const close = () => {
          isClosed = true;
        };
        stream.closed.then(close, close);
        // Waits until the connection has ended, or for two seconds.
        await fetch(new URL(`/report?id=${id}&wait=2000`, url.replace('ws', 'http')));
        const wasClosed = isClosed;
        // Not to the end: of what is unread when the server closes, Chromium keeps the first message only.
        let bytes = 0;
        for (const reader = readable.getReader(); bytes < expected; ) bytes += (await reader.read()).value.length;
        stream.close({ closeCode: 3000 });
        return { wasClosed, bytes, isClosed };
      },
      `${server()}/send?kind=binary&size=${size}&count=${count}&close`,
      `slow${Math.random()}`,
      (size * count) / 2,
    );
    assert.deepEqual(found, { wasClosed: false, bytes: (size * count) / 2, isClosed: false });
  });

  test("takes a message from the browser's stream for each read, and none before", async () => {
    const found = await visit(
      { scripts: [countReads] },
      async (url) => {
        const { WebSocketStream } = await import('/package/dist/stream.js');
        const stream = new WebSocketStream(url);
        const { readable } = await stream.opened;
        const reader = readable.getReader();
        await nextTask();
        const counts = [reads];
        for (let index = 0; index < 3; index += 1) {
          await reader.read();
          await nextTask();
          counts.push(reads);
        }
        return counts;
      },
      `${server()}/send?kind=binary&size=2&count=5`,
    );
    assert.deepEqual(found, [0, 2, 4, 6]);
  });

  test('tells an error of the connection to a read that waits', async () => {
    const found = await visit(
      {},
      async (url) => {
        const { WebSocketStream, WebSocketError } = await import('/package/dist/stream.js');
        const stream = new WebSocketStream(url);
        const { readable, writable } = await stream.opened;
        const reader = readable.getReader();
        const read = reader.read().catch((error) => error);
        writable
          .getWriter()
          .write('go')
          .catch(() => {});
        const error = await stream.closed.catch((reason) => reason);
        const closed = await reader.closed.catch((reason) => reason);
        return [(await read) === error, closed === error, error instanceof WebSocketError, error.closeCode];
      },
      `${server()}/drop?after=1`,
    );
    assert.deepEqual(found, [true, true, true, 1006]);
  });

  test('closes the connection when the readable is cancelled: itself, by its iterator, and both halves of a tee', async () => {
    const found = await visit(
      {},
      async (url) => {
        const { WebSocketStream, WebSocketError } = await import('/package/dist/stream.js');
        const outcomes = [];
        for (const act of [
          (readable) => readable.cancel(new WebSocketError('', { closeCode: 3333, reason: 'enough' })),
          async (readable) => {
            for await (const chunk of readable) return chunk;
          },
          (readable) => Promise.all(readable.tee().map((half) => half.cancel())),
        ]) {
          const stream = new WebSocketStream(url);
          await act((await stream.opened).readable);
          outcomes.push(await stream.closed);
        }
        return outcomes;
      },
      `${server()}/send?kind=binary&size=2&count=5`,
    );
    assert.deepEqual(found, [
      { closeCode: 3333, reason: 'enough' },
      { closeCode: 1005, reason: '' },
      { closeCode: 1005, reason: '' },
    ]);
  });

  test('keeps a message that came after the lock of its read was released', async () => {
    const found = await visit(
      {},
      async (url) => {
        const { WebSocketStream } = await import('/package/dist/stream.js');
        const { readable, writable } = await new WebSocketStream(url).opened;
        const reader = readable.getReader();
        const read = reader.read().catch(({ name }) => name);
        reader.releaseLock();
        writable.getWriter().write(new Uint8Array([7]));
        const { value } = await readable.getReader().read();
        return [await read, [...value]];
      },
      echoUrl(),
    );
    assert.deepEqual(found, ['TypeError', [7]]);
  });

  test('has streams that can be transferred to a worker', async () => {
    const found = await visit(
      { files: { '/worker.js': readInWorker } },
      async (url) => {
        const { WebSocketStream } = await import('/package/dist/stream.js');
        const stream = new WebSocketStream(url);
        const { readable, writable } = await stream.opened;
        const worker = new Worker('/worker.js');
        worker.postMessage({ readable, writable }, [readable, writable]);
        const { data } = await next(worker, 'message');
        return [data, (await stream.closed).closeCode];
      },
      echoUrl(),
    );
    assert.deepEqual(found, [['Uint8Array', [1, 2, 3], 'text'], 1005]);
  });

  test('has an instance of both classes, and all members of the class itself', async () => {
    const found = await visit(
      {},
      async (url) => {
        const host = WebSocketStream;
        const entry = (await import('/package/dist/stream.js')).WebSocketStream;
        const members = (Class) => Reflect.ownKeys(Class.prototype).map(String).sort();
        const stream = new entry(url);
        await stream.opened;
        stream.close();
        const foreign = await Object.getOwnPropertyDescriptor(entry.prototype, 'opened')
          .get.call(new host(url))
          .catch(({ name }) => name);
        return {
          isInstance: [stream instanceof entry, stream instanceof host, new host(url) instanceof entry],
          hasMembers: String(members(entry)) === String(members(host)),
          length: entry.length,
          foreign,
        };
      },
      echoUrl(),
    );
    assert.deepEqual(found, { isInstance: [true, true, false], hasMembers: true, length: 1, foreign: 'TypeError' });
  });

  test("is not changed by a page that replaces what it uses, and leaves a page's own class as it is", async () => {
    const found = await visit(
      {},
      async (url) => {
        const host = WebSocketStream;
        globalThis.WebSocketStream = class {
          get opened() {
            return 'own';
          }
        };
        const { WebSocketStream: kept } = await import('/package/dist/stream.js?own');
        const isKept = kept === globalThis.WebSocketStream;
        globalThis.WebSocketStream = host;
        const { WebSocketStream: ours } = await import('/package/dist/stream.js');
        const refuse = () => {
          throw new Error('called');
        };
        const { getReader } = ReadableStream.prototype;
        const { read } = ReadableStreamDefaultReader.prototype;
        ReadableStream.prototype.getReader = refuse;
        Object.assign(ReadableStreamDefaultReader.prototype, { read: refuse, cancel: refuse });
        const iterators = Object.getPrototypeOf([][Symbol.iterator]());
        const { next: usual } = iterators;
        iterators.next = refuse;
        const stream = new ours(url);
        // What drives the browser needs it.
        iterators.next = usual;
        const opened = await stream.opened;
        opened.writable.getWriter().write(new Uint8Array([5]));
        const result = await Reflect.apply(read, Reflect.apply(getReader, opened.readable, []), []);
        return { isKept, value: result.value[0], isBytes: result.value instanceof Uint8Array };
      },
      echoUrl(),
    );
    assert.deepEqual(found, { isKept: true, value: 5, isBytes: true });
  });
});

function countReads() {
  const { read } = ReadableStreamDefaultReader.prototype;
  globalThis.reads = 0;
  ReadableStreamDefaultReader.prototype.read = function () {
    reads += 1;
    return Reflect.apply(read, this, []);
  };
  globalThis.nextTask = () =>
    new Promise((resolve) => {
      setTimeout(resolve);
    });
}

function readInWorker() {
  self.onmessage = async ({ data: { readable, writable } }) => {
    const [reader, writer] = [readable.getReader(), writable.getWriter()];
    writer.write(new Uint8Array([1, 2, 3]));
    const { value } = await reader.read();
    writer.write('text');
    const text = await reader.read();
    postMessage([value.constructor.name, [...value], text.value]);
    writer.close();
  };
}
