// The two classes the page can be switched between, by the name of their radio button.
import { inspect, install, uninstall } from 'websocket-wasm';

/** `use` makes `globalThis.WebSocket` that class; `inspect` is null where there is nothing to look into. */
export const implementations = {
  ours: { name: 'websocket-wasm', use: install, inspect },
  native: { name: 'native', use: uninstall, inspect: null },
};
