// The program of a runtime: runs the items and writes each result to a line of the standard output.
const { process } = globalThis;
const { configuration, classes, ...config } = JSON.parse(process.argv[2]);
globalThis.configuration = configuration;
await import('./native.mjs');
await import('./conformance.mjs');
// Later than the other two: ours captures the host's class when it is loaded.
const { install, ...tools } = await import('websocket-wasm');
install();

const { nativeWebSocket: native, conformance } = globalThis;
const all = { ours: conformance.equipGlobal(tools), native };

const uncaughtByProcess = (handle) => {
  process.on('uncaughtException', handle);
  return () => process.off('uncaughtException', handle);
};

await conformance.run({
  ...config,
  classes: Object.fromEntries(classes.map((name) => [name, all[name]])),
  uncaught: config.scope === 'deno' ? undefined : uncaughtByProcess,
  onResult: (result) => console.log(`result ${JSON.stringify(result)}`),
});
// Sockets that nobody answers would keep the process alive.
process.exit();
