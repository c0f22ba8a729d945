// Node 20 has no WebSocket: the class connects through that of `ws`.
import { wrapHost } from 'websocket-wasm/wrap-host';
import ws from 'ws';

wrapHost(ws);
await import('./main.mjs');
