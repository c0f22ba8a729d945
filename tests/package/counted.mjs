// The package with what it sets and listens to counted: as `timers`, `listeners` (for `close`) and `listenersOf(signal)` in the page.

/** What a page that is visited needs for it; its program imports the package from `/counted.js`. */
export const counted = {
  scripts: [count],
  files: {
    '/counted.js': `
      import { WebSocket, drained, inspect } from '/package/dist/index.js';
      // It has taken these functions, so what others listen to from now on is not counted.
      packageIsLoaded();

      /** A socket that is open. */
      const opened = async (url, options) => {
        const socket = new WebSocket(url, options);
        await next(socket, 'open');
        return socket;
      };
      export { WebSocket, drained, inspect, opened };
    `,
  },
};

function count() {
  const pending = new Set();
  const listening = new Set();
  const ofSignals = new Map();
  globalThis.listenersOf = (signal) => ofSignals.get(signal)?.size ?? 0;
  Object.defineProperties(globalThis, {
    timers: { get: () => pending.size },
    listeners: { get: () => listening.size },
  });

  // Others set timers, too: the page, WebKit's driver.
  const isOfPackage = () => new Error().stack.includes('/package/dist/');
  const { setTimeout, clearTimeout } = globalThis;
  globalThis.setTimeout = (act, delay, ...args) => {
    if (!isOfPackage()) return setTimeout(act, delay, ...args);
    const timer = setTimeout(() => {
      pending.delete(timer);
      act(...args);
    }, delay);
    pending.add(timer);
    return timer;
  };
  globalThis.clearTimeout = (timer) => {
    pending.delete(timer);
    clearTimeout(timer);
  };

  const { prototype } = EventTarget;
  const { addEventListener, removeEventListener } = prototype;
  prototype.addEventListener = function (type, listener, ...options) {
    if (type === 'close') listening.add(listener);
    if (type === 'abort') ofSignals.set(this, (ofSignals.get(this) ?? new Set()).add(listener));
    return Reflect.apply(addEventListener, this, [type, listener, ...options]);
  };
  prototype.removeEventListener = function (type, listener, ...options) {
    if (type === 'close') listening.delete(listener);
    if (type === 'abort') ofSignals.get(this).delete(listener);
    return Reflect.apply(removeEventListener, this, [type, listener, ...options]);
  };

  globalThis.packageIsLoaded = () => {
    Object.assign(prototype, { addEventListener, removeEventListener });
  };
}
