import { install, WebSocket as ours, uninstall } from 'websocket-wasm';

/** Both classes, `{ ours, native }`, whichever is on the global; it is left there. */
export function bothClasses() {
  const isInstalled = globalThis.WebSocket === ours;
  uninstall();
  const native = globalThis.WebSocket;
  if (isInstalled) install();
  return { ours, native };
}
