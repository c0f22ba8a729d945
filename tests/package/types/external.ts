// The entry with the wasm as a file of its own, for ES modules only.
import init, { WebSocket, drained, init as initByName, inspect, install, uninstall } from 'websocket-wasm/external';
import type { Inspector, Snapshot, Source } from 'websocket-wasm/external';

export const done: Promise<void> = init();
export const sources: Source[] = ['/app/websocket_wasm.wasm', new URL('https://example.org/'), new Uint8Array(8)];
await initByName(fetch('/app/websocket_wasm.wasm'));
await init(await WebAssembly.compile(new ArrayBuffer(8)));
// @ts-expect-error Nothing WebAssembly can be made of.
await init(null);

export const native: typeof globalThis.WebSocket = WebSocket;
export const inspector: Inspector = inspect(new WebSocket('wss://example.org/'));
export const wait: Promise<void> = drained(new WebSocket('wss://example.org/'), { below: 1 });
export const snapshot: Snapshot = inspector.snapshot();
install();
uninstall();
