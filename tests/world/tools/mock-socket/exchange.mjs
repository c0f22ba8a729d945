// `exchange.mjs first|second`: whether the mock is there before our class, or after it.
import { Server } from 'mock-socket';
import { mocked } from '../../lib/checks/mocked.mjs';
import { runChecksHere } from '../../lib/results.mjs';

const URL = 'ws://mock.example/';
const load = {
  root: () => import('websocket-wasm'),
  auto: () => import('websocket-wasm/auto'),
  reconnecting: () => import('websocket-wasm/reconnecting'),
  stream: () => import('websocket-wasm/stream'),
  peer: () => import('reconnecting-websocket'),
};

if (process.argv[2] === 'second' && process.env.WORLD_CLASS === 'ours') for (const entry of ['root', 'reconnecting', 'stream']) await load[entry]();
const server = new Server(URL);
server.on('connection', (socket) => socket.on('message', (data) => socket.send(`mocked ${data}`)));
await runChecksHere('mocked', mocked, { load, mockedUrl: URL });
server.stop();
