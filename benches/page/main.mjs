// What the driver calls, by name and with JSON: `window.bench`. All that is measured runs here, not in the driver's script.

import { nextOf, opened } from './samples/socket.mjs';

const contenders = new Map();
const held = [];
let current;

window.bench = {
  /** Loads the scripts of these contenders. */
  async load(names) {
    for (const name of names) contenders.set(name, (await import(`/contenders/${name}.js`)).default);
  },

  /** Opens what the sample of a contender needs. */
  async prepare(contender, parameters) {
    current = await contenders.get(contender).prepare(parameters);
  },

  /** Takes the sample: milliseconds, and what has been counted. */
  run: () => current.run(),

  finish: () => current.finish(),

  /** The milliseconds from the import of a package to the first look at its class. */
  async timeImport(path) {
    const started = performance.now();
    const { WebSocket } = await import(path);
    if (typeof WebSocket.prototype.send !== 'function') throw new Error(`${path} has no class`);
    return performance.now() - started;
  },

  /** Opens so many sockets that do nothing, and keeps them. */
  async hold(contender, servers, count) {
    const { connect } = contenders.get(contender);
    for (let done = 0; done < count; done += 1) held.push(await opened(connect(`${nextOf(servers)}/idle`)));
  },

  /** Keeps the main thread busy, so that its process can be found. */
  spin(milliseconds) {
    const end = performance.now() + milliseconds;
    while (performance.now() < end);
  },

  /** Browsers give pages a function for it only if they are told to. */
  collectGarbage: () => (window.gc ? window.gc() : window.TestUtils.gc()),

  /** What calling costs by itself. */
  nothing() {},
};
