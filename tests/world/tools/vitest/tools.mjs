import { vi } from 'vitest';

export const tools = {
  load: {
    root: () => import('websocket-wasm'),
    auto: () => import('websocket-wasm/auto'),
    reconnecting: () => import('websocket-wasm/reconnecting'),
    stream: () => import('websocket-wasm/stream'),
    wrapHost: () => import('websocket-wasm/wrap-host'),
    peer: () => import('reconnecting-websocket'),
  },
  stub: (value) => vi.stubGlobal('WebSocket', value),
  unstub: () => vi.unstubAllGlobals(),
  clock: {
    install: () => vi.useFakeTimers(),
    tick: (milliseconds) => vi.advanceTimersByTimeAsync(milliseconds),
    uninstall: () => vi.useRealTimers(),
  },
};
