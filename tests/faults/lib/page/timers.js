// Before the package: counts the timers that its scripts have. The page's own use `untracked`.
(() => {
  const { setTimeout, clearTimeout, setInterval, clearInterval } = globalThis;
  const bind = (functions) => Object.fromEntries(Object.entries(functions).map(([name, one]) => [name, one.bind(globalThis)]));
  const untracked = bind({ setTimeout, clearTimeout, setInterval, clearInterval });
  const pending = new Set();

  globalThis.untracked = untracked;
  globalThis.pendingTimers = () => pending.size;
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
})();
