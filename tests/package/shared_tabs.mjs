// Windows of one browser with pages of one site, each with a socket that they share.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { ROOT } from '../../scripts/lib/run.mjs';
import { serveFolder } from '../../servers/static_server.mjs';

const FOLDER = join(ROOT, 'dist');
/** `no-store` would keep a page from being kept. */
const HEADERS = { 'cache-control': 'no-cache' };
const POLL_MS = 50;
const PATIENCE_MS = 20_000;

/** Runs `use` with a site in this browser and a room of the server at `url`; closes all windows that it has opened. */
export async function withTabs(driver, url, use) {
  const scripts = readdirSync(FOLDER).filter((file) => file.endsWith('.js'));
  const files = Object.fromEntries(scripts.map((file) => [`/dist/${file}`, readFileSync(join(FOLDER, file))]));
  // A worker that ends when it is told to, with all that it has.
  const mortal = `${files['/dist/shared.worker.js']}\nnew BroadcastChannel('end').onmessage = () => close();`;
  const page = `<!doctype html><meta charset="utf-8"><title>page</title><script>(${inPage})();</script>`;
  const away = '<!doctype html><title>away</title>';
  const site = await serveFolder(
    { ...files, '/mortal.worker.js': mortal, '/index.html': page, '/away.html': away },
    { headers: HEADERS },
  );
  const name = randomUUID();
  const first = await driver.getWindowHandle();
  const tabs = new Tabs(driver, site.url, name, url);
  try {
    return await use(tabs);
  } finally {
    await tabs.closeAll();
    await driver.switchTo().window(first);
    // Nothing of the site is kept.
    await driver.get('about:blank');
    await site.close();
  }
}

class Tabs {
  #driver;
  #site;
  #name;
  #server;
  #open = [];

  constructor(driver, site, name, url) {
    this.#driver = driver;
    this.#site = site;
    this.#name = name;
    this.#server = url;
  }

  /** The room's URL, or another path of it. */
  url(path = 'room') {
    return this.#server.replace('echo', `${path}?name=${this.#name}`);
  }

  /** Opens a tab. */
  async open() {
    await this.#driver.switchTo().newWindow('tab');
    const tab = new Tab(this.#driver, await this.#driver.getWindowHandle());
    this.#open.push(tab);
    await this.#driver.get(`${this.#site}/`);
    return tab;
  }

  /** Opens a tab that joins by these options, and has. */
  async openAndJoin(options = {}, kind = 'shared') {
    const tab = await this.open();
    await tab.join(this.url(), options, kind);
    await tab.until('open');
    return tab;
  }

  /** Closes a tab. */
  async close(tab) {
    await tab.focus();
    await this.#driver.close();
    this.#open = this.#open.filter((one) => one !== tab);
    if (this.#open.length) await this.#open[0].focus();
  }

  /** Crashes the process of a tab, and closes what is left of it. */
  async crash(tab) {
    await tab.focus();
    await assert.rejects(this.#driver.sendDevToolsCommand('Page.crash'), /tab crashed/);
    await this.close(tab);
  }

  async closeAll() {
    for (const tab of this.#open) {
      await tab.focus().then(
        () => this.#driver.close(),
        () => {},
      );
    }
  }

  /** How many connections the server has in the room. */
  count() {
    return ask(this.url('members'));
  }

  /** Waits until it has so many. */
  async untilCount(count) {
    const started = performance.now();
    for (let found; (found = await this.count()) !== count; await sleep(POLL_MS)) {
      if (performance.now() - started > PATIENCE_MS) throw new Error(`${found} connections instead of ${count}`);
    }
  }

  /** The server drops all connections of the room. */
  dropConnections() {
    return ask(this.url('outage'));
  }

  /** Another client says so many texts in the room. */
  async say(texts) {
    const socket = new WebSocket(`${this.url()}&after=1000000`);
    await new Promise((resolve, reject) => socket.on('open', resolve).on('error', reject));
    const heard = new Promise((resolve) => {
      let count = 0;
      socket.on('message', () => (count += 1) === texts.length && resolve());
    });
    for (const text of texts) socket.send(text);
    await heard;
    socket.close();
    await new Promise((resolve) => socket.on('close', resolve));
  }
}

class Tab {
  #driver;
  #handle;

  constructor(driver, handle) {
    this.#driver = driver;
    this.#handle = handle;
  }

  focus() {
    return this.#driver.switchTo().window(this.#handle);
  }

  /** Runs a function in the page. */
  async run(program, ...args) {
    await this.focus();
    const { value, error } = await this.#driver.executeAsyncScript(
      `const done = arguments[arguments.length - 1];
      Promise.resolve().then(() => (${program})(...arguments[0])).then((value) => done({ value }), (error) => done({ error: String(error) }));`,
      args,
    );
    if (error) throw new Error(error);
    return value;
  }

  /** The same, also if it imports a module: Firefox's driver runs scripts beside the page, with a global of their own. */
  runInPage(program, ...args) {
    // biome-ignore lint/security/noGlobalEval: it is the way to the page's own global.
    return this.run((text, args) => window.eval(text)(...args), `(${program})`, args);
  }

  /** Makes the socket: `kind` is shared, anew (by a function that makes the worker), mortal, silent, own or worker. */
  join(url, options, kind) {
    return this.run((...args) => joinBy(...args), url, options, kind);
  }

  send(...texts) {
    return this.run((texts) => texts.forEach((text) => socket.send(text)), texts);
  }

  /** The log, once it has a line for the so manieth time; one that begins so if that ends with a space. */
  until(line, count = 1) {
    return this.#untilSome((one) => one === line || (line.endsWith(' ') && one.startsWith(line)), count, line);
  }

  /** The log, once it has a line that ends so. */
  untilEnd(end) {
    return this.#untilSome((line) => line.endsWith(end), 1, end);
  }

  async #untilSome(is, count, line) {
    const started = performance.now();
    for (;;) {
      // Asked again and again: WebKit's driver does not pass on an answer that takes its time, if another window was closed before.
      const found = await this.run(() => log);
      if (found.filter(is).length >= count) return found;
      if (performance.now() - started > PATIENCE_MS) throw new Error(`no "${line}" in ${JSON.stringify(found)}`);
      await sleep(POLL_MS);
    }
  }

  /** Ends the worker of all tabs that joined as `mortal`. */
  endWorker() {
    return this.run(() => new BroadcastChannel('end').postMessage(''));
  }

  /** How a tab can be away: `begin`, `end`, and the line of the log when it is back. */
  get ways() {
    const setState = async (state) => {
      await this.focus();
      await this.#driver.sendDevToolsCommand('Page.setWebLifecycleState', { state });
    };
    return {
      'in the back/forward cache': {
        begin: () => this.#goTo('location.href = "/away.html"', 'away'),
        end: () => this.#goTo('history.back()', 'page'),
        sign: 'pageshow true',
      },
      'at another origin': {
        begin: () =>
          this.#goTo('location.href = location.href.replace("127.0.0.1", "localhost") + "away.html"', 'away'),
        end: () => this.#goTo('history.back()', 'page'),
        sign: 'pageshow true',
      },
      frozen: { begin: () => setState('frozen'), end: () => setState('active'), sign: 'resume' },
    };
  }

  async #goTo(program, title) {
    await this.focus();
    const started = performance.now();
    // Not before the script has been answered: WebKit's driver waits for ever for the answer of a page that is gone.
    await this.#driver.executeScript(`setTimeout(() => { ${program}; }, 20)`);
    while ((await this.#driver.getTitle()) !== title) {
      if (performance.now() - started > PATIENCE_MS) throw new Error(`${program} does not lead to "${title}"`);
      await sleep(POLL_MS);
    }
  }
}

/** What the server answers first, as a number; NaN if it closes before. */
function ask(url) {
  const socket = new WebSocket(url);
  return new Promise((resolve, reject) => {
    socket.on('open', () => socket.send('?'));
    socket.on('message', (data) => {
      socket.close();
      resolve(Number(data));
    });
    socket.on('close', () => resolve(Number.NaN));
    socket.on('error', reject);
  });
}

function inPage() {
  const log = [];
  const note = (line) => log.push(line);
  const describe = {
    message: ({ data }) => `message ${data}`,
    close: ({ code, reason, wasClean }) => `close ${code} "${reason}" ${wasClean ? 'clean' : 'unclean'}`,
    error: ({ error }) => (error ? `error ${error.message}` : 'error'),
    missed: ({ messages, bytes }) => `missed ${messages} ${bytes}`,
    reconnecting: ({ attempt, cause }) => `reconnecting ${attempt} ${cause}`,
    undelivered: ({ data }) => `undelivered ${data.join()}`,
  };
  addEventListener('pageshow', ({ persisted }) => note(`pageshow ${persisted}`));
  document.addEventListener('resume', () => note('resume'));

  window.joinBy = async (url, options, kind) => {
    const script = '/dist/shared.worker.js';
    const { default: Class } = await import(kind === 'worker' ? '/dist/worker.js' : '/dist/shared.js');
    const workers = {
      worker: () => new Worker(script),
      own: () => undefined,
      anew: () => () => new SharedWorker(script),
      mortal: () => () => new SharedWorker('/mortal.worker.js'),
    };
    const worker = (workers[kind] ?? (() => new SharedWorker(script)))();
    window.calls = 0;
    const provide = () => {
      window.calls += 1;
      return kind === 'silent' ? new Promise(() => {}) : url;
    };
    window.socket = new Class(worker, options.key ? provide : url, options);
    for (const type of ['open', 'message', 'error', 'close', 'reconnecting', 'giveup', 'undelivered', 'missed'])
      socket.addEventListener(type, (event) => note(describe[type]?.(event) ?? type));
  };
  window.log = log;
}
