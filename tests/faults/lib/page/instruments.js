// Before the package: counts the timers that its scripts have, the memory of its wasm, and what that is held for. The page's own timers are `untracked`.
(() => {
  const { setTimeout, clearTimeout, setInterval, clearInterval } = globalThis;
  const bind = (functions) =>
    Object.fromEntries(Object.entries(functions).map(([name, one]) => [name, one.bind(globalThis)]));
  const untracked = bind({ setTimeout, clearTimeout, setInterval, clearInterval });
  const pending = new Set();
  const memories = [];

  globalThis.untracked = untracked;
  globalThis.pendingTimers = () => pending.size;
  /** The bytes of the memories; for how many objects they hold something, and for how many at most until now. */
  globalThis.wasmFigures = () => ({
    wasmBytes: memories.reduce((sum, { buffer }) => sum + buffer.byteLength, 0),
    held,
    mostHeld,
  });

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

  // By a registry the package learns that an object is gone, and gives back what its wasm holds for it.
  let held = 0;
  let mostHeld = 0;
  globalThis.FinalizationRegistry = class extends FinalizationRegistry {
    constructor(giveBack) {
      super((handle) => {
        held -= 1;
        giveBack(handle);
      });
    }

    register(...args) {
      super.register(...args);
      held += 1;
      mostHeld = Math.max(mostHeld, held);
    }
  };

  WebAssembly.Instance = new Proxy(WebAssembly.Instance, {
    construct(Instance, args) {
      const instance = new Instance(...args);
      memories.push(...Object.values(instance.exports).filter((one) => one instanceof WebAssembly.Memory));
      return instance;
    },
  });
})();
