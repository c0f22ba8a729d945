// The network and the server are as bad as they are told to be: seen by a client that is not ours.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, connect } from 'node:net';
import { describe, test } from 'node:test';
import { WebSocket } from 'ws';
import { listenOnLoopback } from '../support/loopback.mjs';
import { Log } from './lib/log.mjs';
import { startNumbersServer } from './lib/numbers_server.mjs';
import { startProxy } from './lib/proxy.mjs';

describe('the proxy', () => {
  test('forwards both ways, and the end of each', async (t) => {
    const { client, server } = await proxied(t);
    client.end('to the server');
    assert.equal(await all(server), 'to the server');
    server.end('to the client');
    assert.equal(await all(client), 'to the client');
  });

  test('delays what it forwards, in order', async (t) => {
    const { client, server } = await proxied(t, { delay: 30 });
    const started = performance.now();
    for (const letter of 'abc') client.write(letter);
    client.end();
    assert.equal(await all(server), 'abc');
    assert.ok(performance.now() - started >= 30);
  });

  test('forwards no faster than its rate', async (t) => {
    const { client, server } = await proxied(t, { rate: 1_000_000 });
    const started = performance.now();
    client.end(Buffer.alloc(50_000));
    assert.equal((await all(server)).length, 50_000);
    assert.ok(performance.now() - started >= 49);
  });

  test('forwards what came while it was stalled when it goes on', async (t) => {
    const { client, server, proxy } = await proxied(t);
    proxy.latest.stall();
    client.end('late');
    server.write('to the client');
    const first = await Promise.race([once(server, 'data'), once(client, 'data'), roundTrip().then(() => 'nothing')]);
    assert.equal(first, 'nothing');
    const data = once(client, 'data');
    proxy.latest.resume();
    assert.equal(String(await data), 'to the client');
  });

  test('throws away one direction, and forwards the other', async (t) => {
    const { client, server, proxy } = await proxied(t);
    proxy.latest.up.swallow();
    client.write('lost');
    server.write('to the client');
    assert.equal(String(await once(client, 'data')), 'to the client');
    assert.equal(server.bytesRead, 0);
  });

  test('ends one direction, and forwards the other', async (t) => {
    const { client, server, proxy } = await proxied(t);
    proxy.latest.down.end();
    await once(client.resume(), 'end');
    client.end('to the server');
    assert.equal(await all(server), 'to the server');
  });

  test('resets both sides', async (t) => {
    const { client, server, proxy } = await proxied(t);
    const errors = [client, server].map((socket) => once(socket, 'error'));
    proxy.latest.reset();
    assert.deepEqual(
      (await Promise.all(errors)).map(([{ code }]) => code),
      ['ECONNRESET', 'ECONNRESET'],
    );
    assert.equal(proxy.connections.size, 0);
  });

  test('refuses connections while it is closed, and listens on the same port again', async (t) => {
    const { proxy } = await proxied(t);
    await proxy.close();
    const [error] = await once(connect(proxy.port, '127.0.0.1'), 'error');
    assert.equal(error.code, 'ECONNREFUSED');
    await proxy.listen();
    const socket = connect(proxy.port, '127.0.0.1').on('error', () => {});
    await once(socket, 'connect');
  });
});

describe('the server of numbered messages', () => {
  test('has told what it got and sent before it was killed, and is back on its port', async (t) => {
    const log = new Log();
    const server = await startNumbersServer(log);
    t.after(() => server.kill());
    const socket = new WebSocket(`${server.url}/?client=a&greetings=2`);
    const messages = [];
    socket.on('message', (data) => messages.push(JSON.parse(data)));
    await once(socket, 'open');
    socket.send('1:');
    socket.send('2:and more');
    while (messages.length < 4) await once(socket, 'message');
    const closed = once(socket, 'close');
    await server.kill();
    assert.equal((await closed)[0], 1006);
    assert.deepEqual(log.of('a'), [{ name: 'server.1-1', client: 'a', up: [[1, 2]], down: 4 }]);
    const answers = [undefined, undefined, 1, 2];
    assert.deepEqual(
      messages.map(({ answerTo }) => answerTo),
      answers,
    );
    assert.deepEqual(
      messages.map(({ connection, number }) => [connection, number]),
      answers.map((_, index) => ['server.1-1', index + 1]),
    );

    await server.start();
    const next = new WebSocket(`${server.url}/?client=a`);
    await once(next, 'open');
    next.send('3:');
    const [answer] = await once(next, 'message');
    assert.deepEqual(JSON.parse(answer), { connection: 'server.2-1', number: 1, answerTo: 3 });
    next.send('4:close 4000');
    assert.equal((await once(next, 'close'))[0], 4000);
  });

  test('does nothing while it is stopped', async (t) => {
    const log = new Log();
    const server = await startNumbersServer(log);
    t.after(() => server.kill());
    const socket = new WebSocket(`${server.url}/?client=a`);
    await once(socket, 'open');
    server.suspend();
    socket.send('1:');
    await roundTrip();
    assert.deepEqual(
      log.of('a').flatMap(({ up }) => up),
      [],
    );
    server.resume();
    await log.has('a', 1);
  });
});

/** The two ends of a proxied connection, and the proxy. */
async function proxied(t, conditions) {
  const target = createServer({ allowHalfOpen: true });
  const { port, close } = await listenOnLoopback(target);
  t.after(close);
  const proxy = await startProxy(port, conditions);
  t.after(() => proxy.close());
  const client = connect({ port: proxy.port, host: '127.0.0.1', allowHalfOpen: true });
  const [server] = await once(target, 'connection');
  // The proxy resets what is left when the test is over.
  [client, server].forEach((socket) => socket.on('error', () => {}));
  return { client, server, proxy };
}

/** All that a socket gets; what it sends may go on. */
async function all(socket) {
  let text = '';
  socket.setEncoding('utf8').on('data', (piece) => {
    text += piece;
  });
  await once(socket, 'end');
  return text;
}

/** As long as a message takes over another connection of this machine. */
async function roundTrip() {
  const server = createServer((socket) => socket.pipe(socket));
  const { port, close } = await listenOnLoopback(server);
  const socket = connect(port, '127.0.0.1');
  socket.write('?');
  await once(socket, 'data');
  await close();
}
