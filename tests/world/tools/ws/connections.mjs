import WebSocket from 'ws';
import { connections } from '../../lib/checks/connections.mjs';
import { runChecksHere } from '../../lib/results.mjs';
import { wrapped } from '../../lib/wrapped.mjs';

await runChecksHere('connections', connections, await wrapped(WebSocket, {
  root: () => import('websocket-wasm'),
  auto: () => import('websocket-wasm/auto'),
  reconnecting: () => import('websocket-wasm/reconnecting'),
  stream: () => import('websocket-wasm/stream'),
  wrapHost: () => import('websocket-wasm/wrap-host'),
  peer: () => import('reconnecting-websocket'),
}));
