// Before the package: counts the timers that its scripts have, and the memory of its wasm. The page's own timers are `untracked`.
(() => {
  const { setTimeout, clearTimeout, setInterval, clearInterval } = globalThis;
  const bind = (functions) =>
    Object.fromEntries(Object.entries(functions).map(([name, one]) => [name, one.bind(globalThis)]));
  const untracked = bind({ setTimeout, clearTimeout, setInterval, clearInterval });
  const pending = new Set();
  const memories = [];

  globalThis.untracked = untracked;
  globalThis.pendingTimers = () => pending.size;
  globalThis.wasmBytes = () => memories.reduce((sum, { buffer }) => sum + buffer.byteLength, 0);

  globalThis.setTimeout = (handler, delay, ...args) => {
    const id = untracked.setTimeout(() => {
      pending.delete(id);
      handler(...args);
    }, delay);
    pending.add(id);
    return id;
  };
  globalThis.setInterval = (handler, delay, ...args) => {
    const id = untracked.setInterval(handler, delay, ...args);
    pending.add(id);
    return id;
  };
  // Either function ends either kind.
  globalThis.clearTimeout = globalThis.clearInterval = (id) => {
    pending.delete(id);
    untracked.clearTimeout(id);
  };

  WebAssembly.Instance = new Proxy(WebAssembly.Instance, {
    construct(Instance, args) {
      const instance = new Instance(...args);
      memories.push(...Object.values(instance.exports).filter((one) => one instanceof WebAssembly.Memory));
      return instance;
    },
  });
})();
