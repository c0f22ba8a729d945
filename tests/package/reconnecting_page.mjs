// What the programs of the tests of ReconnectingWebSocket have at hand in a page.

/** The scripts that run in the page before the program. */
export const HELPERS = [recordEvents, watchLeftOver];

function recordEvents() {
  const TYPES = ['open', 'message', 'error', 'close', 'reconnecting', 'giveup', 'overflow', 'undelivered'];
  const tell = {
    message: ({ data }) => ` ${data}`,
    close: ({ code, reason, wasClean }) => ` ${code} "${reason}" ${wasClean ? 'clean' : 'unclean'}`,
    reconnecting: ({ attempt, cause }) => ` ${attempt} ${cause}`,
    giveup: ({ attempts, cause }) => ` ${attempts} ${cause}`,
    overflow: ({ messages, bytes, policy }) => ` ${messages} ${bytes} ${policy}`,
    undelivered: ({ messages, bytes, data }) =>
      ` ${messages} ${bytes} [${data.map((item) => item.size ?? item.byteLength ?? item)}]`,
  };

  /** The class, once the package is loaded. */
  globalThis.load = async () => (await import('/package/dist/reconnecting.js')).ReconnectingWebSocket;

  /** The log that the events of a socket are written to: each with what it says, and `readyState`. */
  globalThis.record = (socket) => {
    const log = [];
    for (const type of TYPES)
      socket.addEventListener(type, (event) => log.push(`${type}${tell[type]?.(event) ?? ''} ${socket.readyState}`));
    return log;
  };

  /** Has the browser say that it is online or offline. */
  globalThis.sayOnline = (isOnline) => {
    Object.defineProperty(navigator, 'onLine', { value: isOnline, configurable: true });
    dispatchEvent(new Event(isOnline ? 'online' : 'offline'));
  };

  /** So many tasks and more; for what must not happen. */
  globalThis.afterTasks = async (count = 20) => {
    const { port1, port2 } = new MessageChannel();
    for (let index = 0; index < count; index += 1) {
      await new Promise((resolve) => {
        port2.onmessage = resolve;
        port1.postMessage(0);
      });
    }
  };
}

/** Defines `leftOver()`; the timers and listeners of the page itself are not of interest. */
function watchLeftOver() {
  const timers = new Set();
  const { setTimeout: set, clearTimeout: clear } = globalThis;
  globalThis.setTimeout = (act, ...rest) => {
    // WebKit's driver sets timers of its own in the page.
    if (!new Error().stack.includes('/package/')) return set(act, ...rest);
    const timer = set(
      (...args) => {
        timers.delete(timer);
        act(...args);
      },
      ...rest,
    );
    timers.add(timer);
    return timer;
  };
  globalThis.clearTimeout = (timer) => {
    timers.delete(timer);
    clear(timer);
  };

  const listeners = [];
  for (const target of [globalThis, document]) {
    const { addEventListener, removeEventListener } = target;
    target.addEventListener = (type, listener, ...rest) => {
      listeners.push(`${type}`);
      addEventListener.call(target, type, listener, ...rest);
    };
    target.removeEventListener = (type, ...rest) => {
      if (listeners.includes(type)) listeners.splice(listeners.indexOf(type), 1);
      removeEventListener.call(target, type, ...rest);
    };
  }

  /**
   * The timers that the package has set, and the types of events that the page and the window are listened to for: without the one
   * listener for each that all sockets share.
   */
  globalThis.leftOver = () => ({
    timers: timers.size,
    listeners: listeners.filter((type, index) => listeners.indexOf(type) < index).sort(),
  });
}
