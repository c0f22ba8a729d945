// The two classes that the page can be switched between.
import { inspect, install, uninstall } from 'websocket-wasm';

/** `use` makes `globalThis.WebSocket` that class; `inspect` is undefined where there is nothing to look into. */
export const implementations = {
  ours: { use: install, inspect },
  native: { use: uninstall },
};

/** What people call them. */
export const IMPLEMENTATION_NAMES = { ours: 'websocket-wasm', native: 'native' };
