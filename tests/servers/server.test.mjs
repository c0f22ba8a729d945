// The server starts, closes, reports what it saw, and says what it can do.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { behaviours } from '../../servers/behaviours.mjs';
import { startServer } from '../../servers/server.mjs';
import { Client } from './client.mjs';

let server;
before(async () => {
  server = await startServer();
});
after(() => server.close());

const openClient = (path, ...rest) => Client.open(`${server.url}${path}`, ...rest);
const report = async (id) => (await fetch(`${server.httpUrl}/report?id=${id}&wait`)).json();

describe('reports', () => {
  test('tell what was asked for, what came in and how it ended', async () => {
    const reported = await openClient('/echo?id=all', ['b', 'a']);
    reported.socket.send('ü');
    reported.socket.send(Buffer.alloc(3));
    await reported.close(3000, '\ufffd');
    assert.deepEqual(await report('all'), {
      requestedProtocols: 'b,a',
      opened: true,
      messages: 2,
      bytes: 5,
      closeCode: 3000,
      closeReason: '\ufffd',
      closeBodyHex: '0bb8efbfbd',
      closed: true,
    });
  });

  test('tell an empty Close frame from none at all', async () => {
    await (await openClient('/echo?id=empty')).close();
    const { closeCode, closeBodyHex } = await report('empty');
    assert.deepEqual({ closeCode, closeBodyHex }, { closeCode: 1005, closeBodyHex: '' });
    (await openClient('/echo?id=none')).socket.terminate();
    const none = await report('none');
    assert.deepEqual([none.closeCode, none.closeBodyHex, none.closed], [null, null, true]);
  });

  test('can be waited for before the connection comes in', async () => {
    const waiting = report('early');
    await (await openClient('/echo?id=early')).close(1000);
    assert.equal((await waiting).closeCode, 1000);
  });

  test('answer at once without wait, and in time with it', async () => {
    const unknown = {
      requestedProtocols: null,
      opened: false,
      messages: 0,
      bytes: 0,
      closeCode: null,
      closeReason: '',
      closeBodyHex: null,
      closed: false,
    };
    const response = await fetch(`${server.httpUrl}/report?id=unknown`);
    assert.deepEqual([response.headers.get('access-control-allow-origin'), await response.json()], ['*', unknown]);
    assert.deepEqual(await (await fetch(`${server.httpUrl}/report?id=unknown&wait=1`)).json(), unknown);
  });

  test('are about the newest connection with an id', async () => {
    await (await openClient('/echo?id=again')).close(3001);
    await (await openClient('/echo?id=again')).close(3002);
    assert.equal((await report('again')).closeCode, 3002);
  });

  test('need an id', async () => {
    assert.equal((await fetch(`${server.httpUrl}/report`)).status, 400);
  });
});

describe('an unknown path', () => {
  test('is answered 404 with the behaviours, to a WebSocket and to a plain GET', async () => {
    assert.match(await new Client(`${server.url}/nowhere`).failed, /: 404$/);
    const response = await fetch(`${server.httpUrl}/nowhere`);
    const text = await response.text();
    assert.equal(response.status, 404);
    for (const path of Object.keys(behaviours)) assert.ok(text.includes(path), path);
  });

  test('does not include a path that wants a WebSocket', async () => {
    assert.equal((await fetch(`${server.httpUrl}/echo`)).status, 426);
  });
});

describe('starting and closing', () => {
  test('a secure server speaks wss, and drops, resets and closes as the other does', async (t) => {
    const secure = await startServer({ secure: true });
    t.after(() => secure.close());
    assert.match(secure.url, /^wss:/);
    const echo = await Client.open(`${secure.url}/echo`);
    echo.socket.send('hello');
    assert.equal(await echo.next(), 'hello');
    assert.deepEqual(await (await Client.open(`${secure.url}/drop`)).closed, [1006, '']);
    assert.deepEqual(await (await Client.open(`${secure.url}/close?code=1006`)).closed, [1006, '']);
    assert.match(await new Client(`${secure.url}/reset`).failed, /socket|ECONNRESET/);
  });

  test('closing ends every connection', async () => {
    for (const secure of [false, true]) {
      const closing = await startServer({ secure });
      const clients = await Promise.all(
        ['/echo', '/slow', '/no-close-answer'].map((path) => Client.open(closing.url + path)),
      );
      const stalled = new Client(`${closing.url}/stall`);
      await closing.close();
      await Promise.all([...clients, stalled].map(({ closed }) => closed));
    }
  });

  test('a taken port is an error with a code', async () => {
    await assert.rejects(startServer({ port: server.port }), { code: 'EADDRINUSE' });
  });

  test('the program prints its URL, or one line if the port is taken', async (t) => {
    const program = runMain('--port', '0');
    t.after(() => program.kill());
    const [line] = await once(program.stdout.setEncoding('utf8'), 'data');
    assert.match(line, /^ws:\/\/127\.0\.0\.1:\d+\n$/);

    const taken = runMain('--port', String(server.port));
    const [[complaint], exit] = await Promise.all([
      once(taken.stderr.setEncoding('utf8'), 'data'),
      once(taken, 'exit'),
    ]);
    assert.match(complaint, /^.*port \d+ is taken.*\n$/);
    assert.deepEqual(exit, [1, null]);
  });
});

function runMain(...args) {
  return spawn(process.execPath, [fileURLToPath(new URL('../../servers/main.mjs', import.meta.url)), ...args]);
}
