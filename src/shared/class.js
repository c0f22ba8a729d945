// The shape of SharedWebSocket. What they do is in tab.js, and every decision in the worker.

import { isObject } from '../convert/values.js';
import {
  apply,
  defineProperty,
  Error,
  EventTarget,
  find,
  methodOf,
  TypeError,
  toStringTag,
} from '../platform/captured.js';
import { checkClose } from './closing.js';
import { listen } from './events.js';
import { defineHandlers } from './handlers.js';
import { only } from './only.js';
import { refuse, toOptions } from './options.js';
import { post, startPort } from './ports.js';
import { Tab } from './tab.js';

const NAME = 'SharedWebSocket';
const EVENTS = ['open', 'message', 'error', 'close', 'reconnecting', 'giveup', 'undelivered', 'missed'];
const ATTRIBUTES = [
  'url',
  'readyState',
  'bufferedAmount',
  'extensions',
  'protocol',
  'missed',
  'undelivered',
  'isShared',
];
const postToWorker = methodOf(find('Worker', 'postMessage'));

/** The class. `loadHub` resolves to what a worker would have, for a page that gives none. */
export const sharedWebSocketClass = (loadHub) => {
  let tabOf;

  class Shared extends EventTarget {
    #tab;

    constructor(worker, url, options = undefined) {
      if (url === undefined) refuse('url', url, 'given');
      super();
      const first = typeof worker === 'function' ? worker() : worker;
      const isShared = first !== undefined && first !== null;
      const give = isShared ? giverTo(worker, first) : giverHere(loadHub);
      this.#tab = new Tab(this, toOptions(url, options), give);
      this.#tab.isShared = isShared;
    }

    get binaryType() {
      return this.#tab.binaryType;
    }

    set binaryType(value) {
      const text = `${value}`;
      if (text === 'blob' || text === 'arraybuffer') this.#tab.binaryType = text;
    }

    send(data) {
      const tab = this.#tab;
      if (arguments.length === 0) throw new TypeError('send: 1 argument required, but only 0 present.');
      tab.send(data);
    }

    close(code = undefined, reason = undefined) {
      const tab = this.#tab;
      apply(tab.close, tab, checkClose(code, reason));
    }

    reconnect(code = undefined, reason = undefined) {
      const tab = this.#tab;
      apply(tab.reconnect, tab, checkClose(code, reason));
    }

    static {
      tabOf = (receiver) => receiver.#tab;
    }
  }

  const { prototype } = Shared;
  const define = (target, key, descriptor) => defineProperty(target, key, { __proto__: null, ...descriptor });
  for (const key of ATTRIBUTES)
    define(prototype, key, {
      get() {
        return tabOf(this)[key];
      },
      enumerable: true,
      configurable: true,
    });
  for (const key of ['binaryType', 'send', 'close', 'reconnect']) define(prototype, key, { enumerable: true });
  ['CONNECTING', 'OPEN', 'CLOSING', 'CLOSED'].forEach((key, value) => {
    for (const target of [Shared, prototype]) define(target, key, { value, enumerable: true });
  });
  define(Shared, 'name', { value: NAME });
  define(prototype, toStringTag, { value: NAME, configurable: true });
  defineHandlers(prototype, EVENTS, (receiver) => tabOf(receiver).handlers);
  return Shared;
};

/** Gives a port to a worker: a SharedWorker has one itself, a Worker is one. A function makes another worker if the first is lost. */
const giverTo = (worker, first) => {
  let known = first;
  return (hello, port, fail) => {
    const used = known ?? worker();
    if (typeof worker === 'function') known = undefined;
    if (!isObject(used)) refuse('worker', used, 'a worker');
    const { port: own } = used;
    listen(used, 'error', () => fail(new Error('The worker has failed.')));
    if (!own) return postToWorker(used, hello, only(port));
    post(own, hello, only(port));
    return startPort(own);
  };
};

const giverHere = (loadHub) => async (hello, port, fail) => {
  try {
    const { join } = await loadHub();
    join(hello, port);
  } catch (error) {
    fail(error);
  }
};
