// What is asked of the page, by tool.mjs.
import './saved.js';

const { className, url } = Object.fromEntries(new URLSearchParams(location.search));
const next = (target, type) => new Promise((resolve) => target.addEventListener(type, resolve, { once: true }));

async function exchange(socket) {
  if (socket.readyState === 0) await next(socket, 'open');
  const message = next(socket, 'message');
  socket.send('hello');
  return (await message).data;
}

const listenersOf = () => {
  const before = globalThis.listeners;
  new WebSocket(url, 'chat').close();
  return globalThis.listeners - before;
};

const early = new WebSocket(url);
const listenersAtFirst = listenersOf();
globalThis.first = exchange(early);

/** How often it has been loaded, when it has been once more, or after a second. */
globalThis.loadsAfter = async (before) => {
  for (let round = 0; globalThis.loads === before && round < 50; round += 1) await new Promise((resolve) => setTimeout(resolve, 20));
  return globalThis.loads;
};

const CHECKS = {
  'a text comes back': async () => await exchange(new WebSocket(url)) === 'hello',
  'a socket that was opened before goes on': async () => await exchange(early) === 'hello',
  'a socket costs what it did at first': () => listenersOf() === listenersAtFirst,
};
const OURS = {
  'drained() and inspect() take sockets of the class on the global': async () => {
    const socket = new WebSocket(url);
    globalThis.latest.inspect(socket);
    await exchange(socket);
    await globalThis.latest.drained(socket);
    return true;
  },
  "uninstall() leads back to the browser's class": () => {
    globalThis.latest.uninstall();
    return WebSocket === globalThis.native;
  },
};

globalThis.play = async () => {
  const outcomes = [];
  for (const [check, run] of Object.entries({ ...CHECKS, ...(className === 'ours' && OURS) })) {
    const error = await Promise.resolve().then(run).then((isFine) => (isFine ? undefined : 'it is not so'), ({ message }) => message);
    outcomes.push({ group: 'reloads', check, error });
  }
  globalThis.outcomes = Promise.resolve(outcomes);
};
