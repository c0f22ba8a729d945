// A page in a browser that does what a test tells it to, while the test does something to the network.
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../../scripts/lib/run.mjs';
import { serveFolder } from '../../../servers/static_server.mjs';
import { runHere } from '../../support/browsers.mjs';
import { RemoteSocket } from './remote_socket.mjs';

const FOLDER = join(import.meta.dirname, 'page');
const SCRIPTS = ['instruments.js', 'main.mjs', 'dialects.mjs', 'numbered_socket.mjs', 'runs.mjs'];
const LIMIT_MS = 30_000;

const HTML = `<!doctype html><meta charset="utf-8"><title>Faults</title>
<script src="/page/instruments.js"></script><script type="module" src="/page/main.mjs"></script>`;

/** Opens the page in a browser. */
export async function openPage(driver) {
  const page = new Page(driver);
  const scripts = SCRIPTS.map((name) => [`/page/${name}`, readFileSync(join(FOLDER, name))]);
  const files = { '/index.html': HTML, ...Object.fromEntries(scripts) };
  const site = await serveFolder(join(ROOT, 'dist'), { files, posts: page.posts });
  await driver.get(`${site.url}/`);
  page.close = async () => {
    await driver.get('about:blank');
    await site.close();
  };
  return page;
}

class Page {
  /** Whether the page cannot reach its server: then the driver carries what it is told, one thing at a time. */
  isOffline = false;
  #driver;
  /** What the page has not taken yet, in order. */
  #commands = [];
  #latest = 0;
  #answerPage = (_) => {};
  #waiting = new Map();
  /** Takes the page away, with its connections and timers. */
  close = async () => {};

  constructor(driver) {
    this.#driver = driver;
  }

  /** What the page asks its server for. */
  posts = {
    '/next': async ({ after }) => {
      this.#commands = this.#commands.filter(({ id }) => id > after);
      // One whose answer could not be delivered asks again.
      this.#answerPage(undefined);
      if (this.#commands.length === 0)
        await new Promise((resolve) => {
          this.#answerPage = resolve;
        });
      return this.#commands;
    },
    '/result': async ({ id, value, error }) => {
      this.#waiting.get(id)?.({ value, error });
      return {};
    },
  };

  /** Opens a socket of this class in the page, which the server knows as `client`. */
  async open(url, options = {}, className = 'ReconnectingWebSocket') {
    const client = randomUUID();
    await this.call('open', client, className, urlOf(url, client), options);
    return new RemoteSocket(this, client);
  }

  /** Calls one of the page's commands; resolves to what it returns, and rejects with its error, or if it takes too long. */
  async call(name, ...args) {
    if (this.isOffline) return runHere(this.#driver, 'async (...call) => runCommand(...call)', name, args);
    const id = (this.#latest += 1);
    this.#commands.push({ id, name, args });
    this.#answerPage(undefined);
    const { value, error } = await this.#resultOf(id);
    if (error !== undefined) throw new Error(`${error}, in ${name}(${args.join(', ')})`);
    return value;
  }

  /** Closes all sockets; resolves to how many timers are left when they are closed. */
  closeSockets() {
    return this.call('closeSockets');
  }

  async #resultOf(id) {
    const { promise, resolve } = withResolvers();
    this.#waiting.set(id, resolve);
    const limit = setTimeout(() => resolve({ error: `no result within ${LIMIT_MS} ms` }), LIMIT_MS);
    try {
      return await promise;
    } finally {
      clearTimeout(limit);
      this.#waiting.delete(id);
    }
  }
}

function urlOf(address, client) {
  const url = new URL(address);
  url.searchParams.set('client', client);
  return url.href;
}

/** A promise and what resolves it. */
function withResolvers() {
  let resolve = (_) => {};
  const promise = new Promise((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
