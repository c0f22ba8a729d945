// How much a WebSocketStream of ours keeps: what nobody reads, and what the server does not take.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inEveryEngine } from './pages.mjs';

const MIB = 2 ** 20;

inEveryEngine('a WebSocketStream', ({ engine, visit, echoUrl }) => {
  const server = () => echoUrl().replace('/echo', '');
  const visitOurs = (program, ...args) => visit({ scripts: [takeAway] }, program, ...args);

  test('fails when more is unread than receiveLimit', async () => {
    const found = await visitOurs(async (url) => {
      const { WebSocketStream, WebSocketError } = await import('/package/dist/stream.js');
      const stream = new WebSocketStream(url, { receiveLimit: 250 });
      const { readable, writable } = await stream.opened;
      const error = await stream.closed.catch((reason) => reason);
      const same = await Promise.all(
        [readable.getReader().closed, writable.getWriter().closed].map((promise) =>
          promise.catch((reason) => reason === error),
        ),
      );
      const { message, closeCode, reason } = error;
      return { same, message, closeCode, reason, isError: error instanceof WebSocketError };
    }, `${server()}/send?kind=binary&size=100&count=3`);
    assert.deepEqual(found, {
      same: [true, true],
      message: 'More than 250 bytes of messages were not read: receiveLimit. The connection was failed.',
      closeCode: 1006,
      reason: '',
      isError: true,
    });
  });

  test('does not wait for room when its writer is aborted', async () => {
    const found = await visitOurs(async (url) => {
      const { WebSocketStream } = await import('/package/dist/stream.js');
      const stream = new WebSocketStream(url, { closeTimeout: 200 });
      const writer = (await stream.opened).writable.getWriter();
      const write = writer.write(new Uint8Array(2 ** 23)).catch((reason) => reason);
      await nextTask();
      await writer.abort('enough');
      return { write: await write, closed: await stream.closed.catch(({ name, closeCode }) => [name, closeCode]) };
    }, `${server()}/slow`);
    assert.deepEqual(found, { write: 'enough', closed: ['WebSocketError', 1006] });
  });

  // As the Streams Standard has it, an aborted pipe tells the writable nothing before its last write has ended.
  test('ends an aborted pipe, which waits for room, when it is closed', async () => {
    const found = await visitOurs(async (url) => {
      const { WebSocketStream } = await import('/package/dist/stream.js');
      const stream = new WebSocketStream(url, { closeTimeout: 200 });
      const { writable } = await stream.opened;
      const controller = new AbortController();
      const piece = new Uint8Array(2 ** 23);
      let pulled = 0;
      const pieces = new ReadableStream(
        {
          pull(source) {
            pulled += 1;
            source.enqueue(piece);
          },
        },
        { highWaterMark: 0 },
      );
      const pipe = pieces.pipeTo(writable, { signal: controller.signal }).catch((reason) => reason);
      while (!pulled) await nextTask();
      await nextTask();
      controller.abort('enough');
      stream.close();
      return {
        pipe: await pipe,
        pulled,
        closed: await stream.closed.catch(({ name, closeCode }) => [name, closeCode]),
      };
    }, `${server()}/slow`);
    assert.deepEqual(found, { pipe: 'enough', pulled: 1, closed: ['WebSocketError', 1006] });
  });

  test('keeps as much as receiveLimit, in bytes of UTF-8', async () => {
    for (const [receiveLimit, text, expected] of [
      [6, '€', 'read'],
      [5, '€', 'failed'],
      [2, 'x', 'read'],
      [0, '', 'read'],
    ]) {
      const found = await visitOurs(
        async (url, limit) => {
          const { WebSocketStream } = await import('/package/dist/stream.js');
          const stream = new WebSocketStream(url, { receiveLimit: limit });
          return stream.closed.then(
            () => 'read',
            () => 'failed',
          );
        },
        `${server()}/send?text=${encodeURIComponent(text)}&count=2&close`,
        receiveLimit,
      );
      assert.equal(found, expected, `2 of '${text}', ${receiveLimit} bytes`);
    }
  });

  test('does not count what is read', async () => {
    const found = await visitOurs(async (url) => {
      const { WebSocketStream } = await import('/package/dist/stream.js');
      const stream = new WebSocketStream(url, { receiveLimit: 100 });
      const { readable, writable } = await stream.opened;
      const [reader, writer] = [readable.getReader(), writable.getWriter()];
      let bytes = 0;
      for (let count = 0; count < 20; count += 1) {
        writer.write(new Uint8Array(90));
        bytes += (await reader.read()).value.length;
      }
      // One that a read waits for may be larger.
      const read = reader.read();
      writer.write(new Uint8Array(1000));
      bytes += (await read).value.length;
      writer.close();
      return [bytes, (await stream.closed).closeCode];
    }, echoUrl());
    assert.deepEqual(found, [20 * 90 + 1000, 1005]);
  });

  test('takes 16 MiB unless it is told otherwise', async () => {
    const found = await visitOurs(
      async (urls) => {
        const { WebSocketStream } = await import('/package/dist/stream.js');
        const outcomes = [];
        for (const url of urls)
          outcomes.push(
            await new WebSocketStream(url).closed.then(
              () => 'read',
              ({ message }) => message,
            ),
          );
        return outcomes;
      },
      [0, 1].map((more) => `${server()}/send?kind=binary&size=${16 * MIB + more}&close`),
    );
    assert.deepEqual(found, [
      'read',
      `More than ${16 * MIB} bytes of messages were not read: receiveLimit. The connection was failed.`,
    ]);
  });

  test('refuses a receiveLimit that is no number of bytes, before it connects', async () => {
    const found = await visitOurs(async (url) => {
      const { WebSocketStream } = await import('/package/dist/stream.js');
      return [-1, NaN, Infinity, 2 ** 53, 'x', null].map((value) => {
        try {
          new WebSocketStream(`${url}`, { receiveLimit: value, protocols: value === null ? [''] : [] });
          return 'taken';
        } catch ({ name, message }) {
          return `${name}: ${message}`;
        }
      });
    }, echoUrl());
    const rule = (value) => `TypeError: receiveLimit must be between 0 and 9007199254740991. ${value} is not.`;
    assert.deepEqual(found.slice(0, 5), [-1, NaN, Infinity, 2 ** 53, NaN].map(rule));
    // null is 0, so that the next check is the one that fails.
    assert.match(found[5], /^SyntaxError: /);
  });

  test('has a pipe wait, and brings all of it in order', async () => {
    const found = await visitOurs(async (url) => {
      const { WebSocketStream } = await import('/package/dist/stream.js');
      const stream = new WebSocketStream(url);
      const { readable, writable } = await stream.opened;
      const [chunks, size] = [64, 100_000];
      let sent = 0;
      const source = new ReadableStream({
        pull(controller) {
          if (sent < chunks) controller.enqueue(new Uint8Array(size).fill(sent));
          sent += 1;
        },
      });
      source.pipeTo(writable).catch(() => {});
      const reader = readable.getReader();
      let outcome = 'all';
      for (let count = 0; count < chunks; count += 1) {
        const { value } = await reader.read();
        if (value.length !== size || value[0] !== count || value[size - 1] !== count)
          outcome = `chunk ${count} is wrong`;
      }
      stream.close();
      return [outcome, (await stream.closed).closeCode];
    }, echoUrl());
    assert.deepEqual(found, ['all', 1005]);
  });

  // WebKitGTK's bufferedAmount is 0 soon, whatever the server takes.
  if (engine !== 'webkit')
    test('has a source wait while the server does not read', async () => {
      const found = await visitOurs(async (url) => {
        const { WebSocketStream } = await import('/package/dist/stream.js');
        const stream = new WebSocketStream(url);
        const { writable } = await stream.opened;
        const total = 200;
        let pulled = 0;
        const source = new ReadableStream({
          pull(controller) {
            pulled += 1;
            if (pulled === total) controller.close();
            else controller.enqueue(new Uint8Array(2 ** 20));
          },
        });
        let isDone = false;
        source.pipeTo(writable).then(
          () => {
            isDone = true;
          },
          () => {},
        );
        // Sockets hold some MiB; a pipe that does not wait would have all of them by then.
        for (let count = 0; count < 50; count += 1) await nextTask();
        return { isDone, isBounded: pulled < total };
      }, `${server()}/slow`);
      assert.deepEqual(found, { isDone: false, isBounded: true });
    });
});

inEveryEngine(
  'a WebSocketStream over wss',
  ({ visit, echoUrl }) => {
    test('exchanges messages', async () => {
      const found = await visit(
        { scripts: [takeAway] },
        async (url) => {
          const { WebSocketStream } = await import('/package/dist/stream.js');
          const stream = new WebSocketStream(url, { protocols: ['alpha'] });
          const { readable, writable, protocol } = await stream.opened;
          const [reader, writer] = [readable.getReader(), writable.getWriter()];
          writer.write('hello');
          const { value } = await reader.read();
          stream.close({ closeCode: 3000, reason: 'done' });
          return { value, protocol, scheme: new URL(stream.url).protocol, closed: await stream.closed };
        },
        echoUrl(),
      );
      assert.deepEqual(found, {
        value: 'hello',
        protocol: 'alpha',
        scheme: 'wss:',
        closed: { closeCode: 3000, reason: 'done' },
      });
    });
  },
  { secure: true },
);

function takeAway() {
  delete globalThis.WebSocketStream;
  delete globalThis.WebSocketError;
  globalThis.nextTask = () =>
    new Promise((resolve) => {
      setTimeout(resolve);
    });
}
