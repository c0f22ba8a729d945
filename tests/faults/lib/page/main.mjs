// The page: does what the test tells it to, by way of the page's own server, also after it was offline for a while.
import { NumberedSocket } from './numbered_socket.mjs';

const PAUSE_MS = 50;
const TIMERS_LIMIT_MS = 5_000;

const sockets = new Map();

/** What a test may ask for. */
const commands = {
  async open(name, className, url, options) {
    const { [className]: Class } = await import(className === 'WebSocket' ? '/index.js' : '/reconnecting.js');
    sockets.set(name, new NumberedSocket(Class, url, options));
  },
  /** Calls a method of a socket. */
  call: (name, method, ...args) => sockets.get(name)[method](...args),
  async closeSockets() {
    await Promise.all([...sockets.values()].map((socket) => socket.closeAndWait()));
    // A connection that was given up may wait for its end a little longer.
    const giveUp = performance.now() + TIMERS_LIMIT_MS;
    while (pendingTimers() > 0 && performance.now() < giveUp) await pause();
    return pendingTimers();
  },
  /** Starts or stops the traffic of all sockets. */
  startTraffic: (every) => sockets.forEach((socket) => socket.startTraffic(every)),
  stopTraffic: () => sockets.forEach((socket) => socket.stopTraffic()),
  takeRecords: () => [...sockets].map(([name, socket]) => [name, socket.takeRecord()]),
  wasmFigures: () => globalThis.wasmFigures(),
  /** Firefox has a function for it. WebKit has none, but collects when much is allocated. */
  async collectGarbage() {
    if (globalThis.TestUtils) await TestUtils.gc();
    else for (let count = 0; count < 4; count += 1) new ArrayBuffer(2 ** 24);
    await pause();
  },
  /** For browsers that cannot be told to be offline. */
  pretendToBe(state) {
    Object.defineProperty(navigator, 'onLine', { value: state === 'online', configurable: true });
    dispatchEvent(new Event(state));
  },
};

globalThis.runCommand = async (name, args) => commands[name](...args);

let after = 0;
for (;;) {
  const news = await post('/next', { after });
  after = news.at(-1)?.id ?? after;
  news.forEach(answer);
}

async function answer({ id, name, args }) {
  try {
    await post('/result', { id, value: await runCommand(name, args) });
  } catch ({ name: kind, message }) {
    await post('/result', { id, error: `${kind}: ${message}` });
  }
}

async function post(path, body) {
  for (;;) {
    try {
      return await (await fetch(path, { method: 'POST', body: JSON.stringify(body) })).json();
    } catch {
      await pause();
    }
  }
}

function pause() {
  return new Promise((resolve) => {
    untracked.setTimeout(resolve, PAUSE_MS);
  });
}
