import { mock } from 'node:test';

const { WebSocket } = globalThis;

export const tools = {
  load: {
    root: () => import('websocket-wasm'),
    reconnecting: () => import('websocket-wasm/reconnecting'),
    stream: () => import('websocket-wasm/stream'),
    wrapHost: () => import('websocket-wasm/wrap-host'),
    peer: () => import('reconnecting-websocket'),
  },
  stub(value) { globalThis.WebSocket = value; },
  unstub() { globalThis.WebSocket = WebSocket; },
  clock: {
    install: () => mock.timers.enable(),
    tick: (milliseconds) => mock.timers.tick(milliseconds),
    uninstall: () => mock.timers.reset(),
  },
};
