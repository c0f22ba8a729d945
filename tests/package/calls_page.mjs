/** A script for a page that counts the calls into every wasm that is made later, as `calls`. */
export function countCalls() {
  const { Instance } = WebAssembly;
  globalThis.calls = 0;
  const counted = (exported) =>
    typeof exported === 'function'
      ? (...args) => {
          globalThis.calls += 1;
          return exported(...args);
        }
      : exported;
  WebAssembly.Instance = function (module, imports) {
    const { exports } = new Instance(module, imports);
    return {
      exports: Object.fromEntries(Object.entries(exports).map(([name, exported]) => [name, counted(exported)])),
    };
  };
}
