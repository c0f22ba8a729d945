// The program of a runtime: runs the items and writes each result to a line of the standard output.
import './native.mjs';
import './conformance.mjs';

const { nativeWebSocket: native, conformance, process } = globalThis;

// Later than the first line: ours captures the native class when it is loaded.
const { install } = await import('websocket-wasm');
install();
const ours = { WebSocket: globalThis.WebSocket, descriptor: Object.getOwnPropertyDescriptor(globalThis, 'WebSocket') };

const uncaughtByProcess = (handle) => {
  process.on('uncaughtException', handle);
  return () => process.off('uncaughtException', handle);
};

const config = JSON.parse(process.argv[2]);
await conformance.run({
  ...config,
  classes: { ours, native },
  uncaught: config.scope === 'deno' ? undefined : uncaughtByProcess,
  onResult: (result) => console.log(`result ${JSON.stringify(result)}`),
});
// Sockets that nobody answers would keep the process alive.
process.exit();
