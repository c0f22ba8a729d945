// The benchmark's server does what a path says, seen by a client that is not ours.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { after, before, describe, test } from 'node:test';
import { WebSocket } from 'ws';
import { startServerProcess } from '../../benches/server/process.mjs';

let server;
before(async () => {
  server = await startServerProcess();
});
after(() => server.close());

async function open(path, port = 0) {
  const socket = new WebSocket(server.urls[port] + path, { perMessageDeflate: false });
  await once(socket, 'open');
  return socket;
}

/** The next so many messages, as [text or bytes, whether binary]. */
function messages(socket, count) {
  const found = [];
  return new Promise((resolve, reject) => {
    socket.once('close', () => reject(new Error(`closed after ${found.length} of ${count} messages`)));
    socket.on('message', (data, isBinary) => {
      found.push([data, isBinary]);
      if (found.length === count) resolve(found);
    });
  });
}

async function close(socket) {
  socket.removeAllListeners();
  socket.close(1000, 'done');
  const [code, reason] = await once(socket, 'close');
  return [code, reason.toString()];
}

describe('/source', () => {
  for (const [type, bytes, count] of [
    ['text', 16, 40000],
    ['binary', 1024, 1000],
    ['binary', 65536, 30],
    ['binary', 1048576, 3],
    ['text', 4096, 1],
  ]) {
    test(`sends ${count} messages of ${bytes} bytes, ${type}`, async () => {
      const socket = await open(`/source?type=${type}&bytes=${bytes}&messages=${count}`);
      const coming = messages(socket, count);
      socket.send('start');
      const found = await coming;
      assert.ok(found.every(([data, isBinary]) => isBinary === (type === 'binary') && data.length === bytes));
      assert.equal(found[0][0].toString(), 'x'.repeat(bytes));
      // No message more: the next thing that comes is the answer to a Close frame.
      socket.once('message', () => assert.fail('there is another message'));
      assert.deepEqual(await close(socket), [1000, 'done']);
    });
  }

  test('sends nothing before it is told to', async () => {
    const socket = await open('/source?type=text&bytes=1&messages=1');
    socket.once('message', () => assert.fail('it did not wait'));
    socket.ping();
    assert.deepEqual(await close(socket), [1000, 'done']);
  });
});

test('/sink tells how many messages and bytes have come', async () => {
  const socket = await open('/sink?every=3');
  const coming = messages(socket, 2);
  for (let index = 0; index < 7; index += 1) socket.send(Buffer.alloc(1000 * index));
  assert.deepEqual(
    (await coming).map(([data]) => data.toString()),
    ['3 3000', '6 15000'],
  );
  assert.deepEqual(await close(socket), [1000, 'done']);
});

test('/echo sends messages back', async () => {
  const socket = await open('/echo');
  for (const text of ['first', '', 'x'.repeat(70000)]) {
    const coming = messages(socket, 1);
    socket.send(text);
    assert.equal((await coming)[0][0].toString(), text);
    socket.removeAllListeners();
  }
  assert.deepEqual(await close(socket), [1000, 'done']);
});

test('/idle is there on every port', async () => {
  assert.equal(new Set(server.urls).size, server.urls.length);
  for (const port of server.urls.keys()) assert.deepEqual(await close(await open('/idle', port)), [1000, 'done']);
});

test('a path that means nothing is refused', async () => {
  const socket = new WebSocket(`${server.urls[0]}/nowhere`);
  const [error] = await once(socket, 'error');
  assert.match(error.message, /404/);
});
