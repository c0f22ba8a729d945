// The two classes that the page can be switched between.
import { inspect, install, uninstall } from 'websocket-wasm';

/** `use` makes `globalThis.WebSocket` that class; `inspect` is undefined if the class has no inspector. */
export const implementations = {
  ours: { use: install, inspect },
  native: { use: uninstall },
};

/** Their names on the page. */
export const IMPLEMENTATION_NAMES = { ours: 'websocket-wasm', native: 'native' };
