// inspect(): what an inspector of one socket counts, and from when to when.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inEveryEngine } from './pages.mjs';

const traffic = (messages = 0, bytes = 0) => ({ messages, bytes });

inEveryEngine('inspect()', ({ visit, echoUrl }) => {
  /** Runs a program with `inspected(target, …)`: a socket to a behaviour of the server, and an inspector from the start. */
  const run = (program) => visit({ scripts: [defineTools] }, program, echoUrl().replace('/echo', ''));

  test('gives a plain object, which knows of a new socket only its URL', async () => {
    const snapshot = await run((server) => inspected(`${server}/echo`).then(({ look }) => look()));
    assert.deepEqual(snapshot, {
      readyState: 0,
      url: echoUrl(),
      protocol: '',
      bufferedAmount: 0,
      sent: traffic(),
      received: traffic(),
      queued: traffic(),
      dropped: traffic(),
      openSince: null,
      close: null,
    });
  });

  test('counts messages and their bytes, both ways, whatever they are', async () => {
    const found = await run(async (server) => {
      const snapshots = [];
      for (const binaryType of ['blob', 'arraybuffer']) {
        const { socket, look, heard } = await inspected(`${server}/echo`, 'chat');
        socket.binaryType = binaryType;
        await next(socket, 'open');
        for (const data of ['hello', '✓', '', new Blob(['ab']), new Uint16Array(2), 1.5]) socket.send(data);
        snapshots.push(look());
        await heard(6);
        snapshots.push(look());
      }
      return snapshots.map(({ sent, received, queued, protocol }) => ({ sent, received, queued, protocol }));
    });
    const atOnce = { sent: traffic(6, 17), received: traffic(), queued: traffic(), protocol: 'chat' };
    const inTheEnd = { ...atOnce, received: traffic(6, 17) };
    assert.deepEqual(found, [atOnce, inTheEnd, atOnce, inTheEnd]);
  });

  // Texts are measured in pieces of 10,000 code units: pairs before, across and after the cuts, and halves at them.
  test('counts the bytes of a long text, whose surrogates are paired or lone', async () => {
    const found = await run(async (server) => {
      const { socket, look, heard } = await inspected(`${server}/echo`);
      await next(socket, 'open');
      const texts = [
        `${'a'.repeat(9999)}🌍${'a'.repeat(9998)}🌍🌍`,
        `${'a'.repeat(9998)}🌍${'é'.repeat(11000)}`,
        `${'a'.repeat(9999)}\ud83c`,
        `${'a'.repeat(9999)}\ud83ca\udf0d`,
        '✓'.repeat(30000),
      ];
      const differences = [];
      let expected = 0;
      for (const [index, text] of texts.entries()) {
        socket.send(text);
        await heard(index + 1);
        expected += new TextEncoder().encode(text).length;
        const { sent, received } = look();
        differences.push(sent.bytes - expected, received.bytes - expected);
      }
      return differences;
    });
    assert.deepEqual(found, Array(10).fill(0));
  });

  test('counts what is sent after close() as dropped', async () => {
    const found = await run(async (server) => {
      const { socket, look } = await inspected(`${server}/echo`);
      await next(socket, 'open');
      socket.send('sent');
      socket.close();
      socket.send('dropped');
      await next(socket, 'close');
      socket.send(new Uint8Array(3));
      return look();
    });
    const { sent, dropped, readyState, bufferedAmount } = found;
    assert.deepEqual(
      { sent, dropped, readyState, bufferedAmount },
      { sent: traffic(1, 4), dropped: traffic(2, 10), readyState: 3, bufferedAmount: 10 },
    );
  });

  test('tells when the connection opened, and how it ended', async () => {
    const found = await run(async (server) => {
      const before = Date.now();
      const ends = [];
      for (const target of ['/close?code=3001&reason=bye', '/refuse']) {
        const { socket, look } = await inspected(server + target);
        await next(socket, 'close');
        const { openSince, close } = look();
        ends.push([openSince && openSince >= before && openSince <= Date.now(), close]);
      }
      return ends;
    });
    assert.deepEqual(found, [
      [true, { code: 3001, reason: 'bye', wasClean: true }],
      [null, { code: 1006, reason: '', wasClean: false }],
    ]);
  });

  test('counts from when an inspector is attached to when it is detached, whatever becomes of others', async () => {
    const found = await run(async (server) => {
      const { socket, inspector: first, inspect } = await inspected(`${server}/echo`);
      const second = inspect(socket);
      await next(socket, 'open');
      const exchange = async (text) => {
        socket.send(text);
        await next(socket, 'message');
      };
      await exchange('both');
      first.detach();
      first.detach();
      await exchange('second');
      second.detach();
      const third = inspect(socket);
      await exchange('third alone');
      return [first, second, third].map((inspector) => {
        const { sent, received, openSince } = inspector.snapshot();
        return { sent, received, openSince: openSince !== null };
      });
    });
    const figures = (messages, bytes, openSince) => ({
      sent: traffic(messages, bytes),
      received: traffic(messages, bytes),
      openSince,
    });
    assert.deepEqual(found, [figures(1, 4, true), figures(2, 10, true), figures(1, 11, false)]);
  });

  test('refuses what is no instance of the class', async () => {
    const found = await run(async (server) => {
      const { inspect, WebSocket: ours } = await import('/package/dist/index.js');
      const socket = new native(`${server}/echo`);
      const names = [socket, ours.prototype, null, 'text', {}].map((value) => {
        try {
          return inspect(value);
        } catch ({ name }) {
          return name;
        }
      });
      socket.close();
      return names;
    });
    assert.deepEqual(found, Array(5).fill('TypeError'));
  });
});

function defineTools() {
  globalThis.inspected = async (...args) => {
    const { WebSocket: ours, inspect } = await import('/package/dist/index.js');
    const socket = new ours(...args);
    const inspector = inspect(socket);
    let messages = 0;
    socket.addEventListener('message', () => {
      messages += 1;
    });
    const heard = async (count) => {
      while (messages < count) await next(socket, 'message');
    };
    return { socket, inspector, inspect, heard, look: () => inspector.snapshot() };
  };
}
