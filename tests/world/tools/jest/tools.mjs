import { jest } from '@jest/globals';

const isLegacy = process.env.WORLD_TIMERS === 'legacy';
let before;

// As babel has it: `import()` is `require` here, in a promise.
export const tools = {
  load: {
    root: async () => require('websocket-wasm'),
    auto: async () => require('websocket-wasm/auto'),
    reconnecting: async () => require('websocket-wasm/reconnecting'),
    stream: async () => require('websocket-wasm/stream'),
    wrapHost: async () => require('websocket-wasm/wrap-host'),
    peer: async () => ({ default: require('reconnecting-websocket') }),
  },
  // Jest has nothing of its own for this.
  stub(value) {
    before = globalThis.WebSocket;
    globalThis.WebSocket = value;
  },
  unstub() { globalThis.WebSocket = before; },
  clock: {
    install: () => jest.useFakeTimers({ legacyFakeTimers: isLegacy }),
    tick: (milliseconds) => (isLegacy ? jest.advanceTimersByTime(milliseconds) : jest.advanceTimersByTimeAsync(milliseconds)),
    uninstall: () => jest.useRealTimers(),
  },
};
