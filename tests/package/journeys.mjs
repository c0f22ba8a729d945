// Pages that are left, returned to, prerendered and frozen, and what they write down of it.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ROOT } from '../../scripts/lib/run.mjs';
import { serveFolder } from '../../servers/static_server.mjs';
import { HELPERS } from './reconnecting_page.mjs';

const FOLDER = join(ROOT, 'dist');
/** `no-store` would keep a page from being kept. */
const HEADERS = { 'cache-control': 'no-cache' };
const POLL_MS = 50;
const PATIENCE_MS = 20_000;
/** For what must not happen. */
const WHILE_MS = 1_000;

/**
 * The text of a page with one socket: `kind` is native or reconnecting, `url` that of `/echo`, `path` what is asked for until the page is
 * left. It is ready when the socket has fired `type`, or at once.
 */
export function pageOf(kind, url, path, type) {
  const scripts = [...HELPERS, makeSocket].map((script) => `(${script})();`).join('\n');
  const program = `window.ready = makeSocket(${JSON.stringify({ kind, url, path, type })});`;
  return `<!doctype html><meta charset="utf-8"><title>page</title><script>${scripts}\n${program}</script>`;
}

/** A page that has another one prerendered. */
export function pageThatPrerenders(path) {
  const rules = JSON.stringify({ prerender: [{ source: 'list', urls: [path], eagerness: 'immediate' }] });
  return `<!doctype html><title>first</title><script type="speculationrules">${rules}</script>`;
}

/** A site with these pages, the package and another page to go to, in this browser; and what can be done there. */
export async function serveJourney(driver, pages) {
  const told = [];
  const files = Object.fromEntries(
    readdirSync(FOLDER)
      .filter((file) => file.endsWith('.js'))
      .map((file) => [`/package/dist/${file}`, readFileSync(join(FOLDER, file))]),
  );
  const { url, close } = await serveFolder(
    { ...files, ...pages, '/away.html': '<!doctype html><title>away</title>' },
    { headers: HEADERS, posts: { '/tell': async (body) => told.push(body) } },
  );
  const open = async () => {
    await driver.get(`${url}/`);
    await driver.executeAsyncScript((done) => window.ready.then(done));
  };
  /** The log of the page, once it has a line for the so manieth time. */
  const logUntil = (line, count = 1) =>
    driver.executeAsyncScript((line, count, done) => logUntil(line, count).then(done), line, count);

  return {
    open,
    logUntil,
    close,

    /** Opens the page, goes to the other one and back. */
    async leaveAndReturn() {
      await open();
      await goTo(driver, 'location.href = "/away.html"', 'away');
      await goTo(driver, 'history.back()', 'page');
      await driver.executeAsyncScript((done) => window.shown.then(() => done()));
      const transitions = await driver.executeScript(() => JSON.parse(sessionStorage.transitions));
      const reasons = await driver.executeScript(
        () => performance.getEntriesByType('navigation')[0]?.notRestoredReasons ?? null,
      );
      return { transitions, reasons };
    },

    /** Opens the page that prerenders: what the other one tells meanwhile, and what there is once it is activated. */
    async activate(path) {
      await driver.get(`${url}/`);
      await sleep(WHILE_MS);
      const [prerendered] = told;
      await goTo(driver, `location.href = ${JSON.stringify(path)}`, 'page');
      return { prerendered, log: await logUntil('message queued before 1') };
    },
  };
}

async function goTo(driver, program, title) {
  const started = performance.now();
  // Not before the script has been answered: WebKit's driver waits for ever for the answer of a page that is gone.
  await driver.executeScript(`setTimeout(() => { ${program}; }, 20)`);
  // Chromium's driver fails a question while one page takes the place of another.
  while ((await driver.getTitle().catch(({ message }) => message)) !== title) {
    if (performance.now() - started > PATIENCE_MS) throw new Error(`${program} does not lead to "${title}"`);
    await sleep(POLL_MS);
  }
}

// In the page.
function makeSocket() {
  const native = WebSocket;
  const setTimer = setTimeout;
  let log = [];

  const transitions = JSON.parse(sessionStorage.transitions ?? '[]');
  window.shown = new Promise((resolve) => {
    for (const type of ['pageshow', 'pagehide'])
      addEventListener(type, ({ persisted }) => {
        transitions.push(`${type} ${persisted}`);
        sessionStorage.transitions = JSON.stringify(transitions);
        log.push(`${type} ${persisted}`);
        // Shown, hidden, and shown again.
        if (transitions.length === 3) resolve();
      });
  });
  for (const type of ['freeze', 'resume']) document.addEventListener(type, () => log.push(type));

  const until = async (isTrue) => {
    while (!isTrue())
      await new Promise((resolve) => {
        setTimer(resolve, 5);
      });
  };
  window.logUntil = async (line, count) => {
    await until(() => log.filter((one) => one === line).length >= count);
    return log;
  };

  window.makeSocket = async ({ kind, url, path, type }) => {
    let asked = path;
    let attempts = 0;
    const address = () => {
      attempts += 1;
      return url.replace('echo', asked);
    };
    if (kind === 'native') return next(new native(address()), type);
    const ReconnectingWebSocket = await load();
    const socket = new ReconnectingWebSocket(address, { firstDelay: 1e6, jitter: 0, returnJitter: 0 });
    const before = log;
    log = record(socket);
    log.unshift(...before);
    socket.addEventListener('reconnecting', ({ delay }) => log.push(`delay ${Math.round(delay)}`));
    if (path === 'echo' || type !== 'open') socket.send('queued before');
    addEventListener('pagehide', () => {
      asked = 'echo';
    });
    socket.addEventListener('reconnecting', () => socket.send('queued meanwhile'));
    if (document.prerendering) await tellWhilePrerendered(socket, () => attempts);
    return next(socket, type);
  };

  const next = (socket, type) =>
    type && new Promise((resolve) => socket.addEventListener(type, () => resolve(), { once: true }));

  const tellWhilePrerendered = async ({ readyState }, count) => {
    await afterTasks();
    const { prerendering } = document;
    const body = JSON.stringify({ prerendering, attempts: count(), timers: leftOver().timers, readyState });
    await fetch('/tell', { method: 'POST', body });
  };
}
