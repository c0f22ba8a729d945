import websocket from 'websocket';
import { connections } from '../../lib/checks/connections.mjs';
import { runChecksHere } from '../../lib/results.mjs';
import { wrapped } from '../../lib/wrapped.mjs';

const { w3cwebsocket: W3CWebSocket } = websocket;

await runChecksHere('connections', connections, await wrapped(W3CWebSocket, {
  root: () => import('websocket-wasm'),
  auto: () => import('websocket-wasm/auto'),
  reconnecting: () => import('websocket-wasm/reconnecting'),
  stream: () => import('websocket-wasm/stream'),
  wrapHost: () => import('websocket-wasm/wrap-host'),
  peer: () => import('reconnecting-websocket'),
}));
