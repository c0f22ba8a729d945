// `exchange.mjs first|second`: whether MSW listens before our class is imported, or after it.
import { ws } from 'msw';
import { setupServer } from 'msw/node';
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
const server = setupServer(ws.link(URL).addEventListener('connection', ({ client }) => {
  client.addEventListener('message', ({ data }) => client.send(`mocked ${data}`));
}));
server.listen({ onUnhandledRequest: 'bypass' });
await runChecksHere('mocked', mocked, { load, mockedUrl: URL });
server.close();
