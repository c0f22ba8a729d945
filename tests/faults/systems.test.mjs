// The same client code with servers that people use: they are killed, start again, and the messages go on.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { freePort } from '../../servers/loopback.mjs';
import { install } from '../interop/lib/install.mjs';
import { node, serverOn } from '../interop/lib/programs.mjs';
import { SYSTEMS } from '../interop/lib/systems.mjs';
import { daphne } from '../interop/systems/channels/server.mjs';
import { inEveryEngine, QUICK, upTo } from './lib/in_every_engine.mjs';
import { numbersOf } from './lib/page/runs.mjs';
import { ServerProcess } from './lib/server_process.mjs';

const SOCKET_IO = '/socket.io/?EIO=4&transport=websocket';

/** By title: the `dialect` that the page speaks, the `path`, and what starts the server. */
const SERVERS = {
  ws: {
    dialect: 'echo',
    path: '/',
    start: () => serverOn((port) => node(join(SYSTEMS, 'ws'), 'echo.mjs', port)),
  },
  "Socket.IO's raw path": { dialect: 'socketio', path: SOCKET_IO, start: startSocketIo },
  'Django Channels': { dialect: 'echo', path: '/echo/', start: startChannels },
};

inEveryEngine(
  'numbered messages',
  ({ page }) => {
    for (const [title, { dialect, path, start }] of Object.entries(SERVERS)) {
      test(`go on, once and in order, when ${title} was killed and started again`, async (t) => {
        const server = await start();
        t.after(() => server.stop());
        const socket = await page().open(`ws://127.0.0.1:${server.port}${path}`, { ...QUICK, dialect });
        await socket.until('ready');
        await socket.exchange(20);
        await server.restart();
        await socket.until('ready', 2);
        await socket.exchange(20);
        const answers = (await socket.record()).filter(({ type }) => type === 'answer');
        assert.deepEqual(
          answers.flatMap(({ runs }) => numbersOf(runs)),
          upTo(40),
        );
        await socket.close();
        await socket.until('close', 2);
      });
    }

    test('go on when Socket.IO has stopped, as its pings are the signs of life, and it goes on', async (t) => {
      const server = await startSocketIo();
      t.after(() => server.stop());
      const heartbeat = { interval: 300, timeout: 600, isSilent: true };
      const url = `ws://127.0.0.1:${server.port}${SOCKET_IO}`;
      const socket = await page().open(url, { ...QUICK, dialect: 'socketio', connectTimeout: 500, heartbeat });
      await socket.until('ready');
      await socket.until('message', 10);
      assert.deepEqual(
        (await socket.record()).map(({ type }) => type),
        ['open'],
      );
      server.suspend();
      await socket.until('reconnecting');
      server.resume();
      await socket.until('ready', 2);
      await socket.exchange(20);
      assert.equal((await socket.record()).find(({ type }) => type === 'reconnecting').cause, 'heartbeat');
    });
  },
  { isSideBySide: true },
);

async function startSocketIo() {
  await install({ folder: join(SYSTEMS, 'socketio'), title: 'Socket.IO' });
  const server = new ServerProcess(join(import.meta.dirname, 'lib', 'socketio_main.mjs'), await freePort());
  await server.start();
  return Object.assign(server, {
    stop: () => server.kill(),
    async restart() {
      await server.kill();
      await server.start();
    },
  });
}

async function startChannels() {
  await install({ folder: join(SYSTEMS, 'channels'), title: 'Django Channels' });
  return serverOn(daphne);
}
