// Pages that load the package as it is published, run a program, and tell what it found.
import assert from 'node:assert/strict';
import { after, before, describe } from 'node:test';
import { startServer } from '../../servers/server.mjs';
import { serveFolder } from '../../servers/static_server.mjs';
import { engines } from '../support/browsers.mjs';
import { loseBrowser, sharedBrowser } from '../support/shared_browsers.mjs';
import { pack } from './packed.mjs';

/**
 * Defines the same tests for every engine. `define` gets functions, as there is nothing yet when it runs: `visit` as
 * below, in that engine and with that package; `echoUrl()`, of a server that sends every message back; `driver()`.
 * `engine` is a name. Page and server are https and wss if it is to be `secure`. A browser of its own, with more `browserOptions`, takes
 * seconds to start.
 */
export function inEveryEngine(title, define, { secure = false, browserOptions = {} } = {}) {
  for (const engine of engines()) {
    describe(`${title} in ${engine}`, () => {
      let packed;
      let server;
      let browser;
      const open = async () => {
        browser = await sharedBrowser(engine, { ...USUAL, ...browserOptions });
      };
      before(async () => {
        packed = packOnce();
        server = await startServer({ secure });
        await open();
      });
      after(async () => {
        await server?.close();
      });
      define({
        engine,
        visit: async (page, program, ...args) => {
          try {
            return await visit(browser, packed, { secure, ...page }, program, ...args);
          } catch (error) {
            if (!isCrash(error)) throw error;
            await loseBrowser(browser);
            await open();
            if (page.hasNoneOfOurs) return visit(browser, packed, { secure, ...page }, program, ...args);
            throw error;
          }
        },
        echoUrl: () => `${server.url}/echo`,
        driver: () => browser,
      });
    });
  }
}

/** One browser is enough for pages with a certificate that nobody signed, and for those without. */
export const USUAL = { acceptInsecureCerts: true };

let shared;

/** The package for all pages of this process, which only read it: packing takes a second. */
function packOnce() {
  if (!shared) {
    shared = pack();
    process.once('exit', shared.remove);
  }
  return shared;
}

/** Checks that `logOf('ours')` is what `logOf('native')` is, and something. */
export async function assertSameLog(logOf) {
  const expected = await logOf('native');
  assert.notEqual(expected.length, 0);
  assert.deepEqual(await logOf('ours'), expected);
}

/**
 * Opens a page of its own in a browser and runs `program` there, with arguments that JSON can carry; resolves to what
 * it returns, rejects with an Error of the same name and message as what it throws.
 *
 * `scripts` run before it, in this order, as classic scripts: functions, or URLs. The package is at /package/.
 * `files` are further files of the site, by path: text, or functions as programs. `headers` go with all of them.
 * Programs are functions without closures; they may use what `inEveryPage` defines. A page that `hasNoneOfOurs`, with nothing but the engine's own
 * classes, is opened a second time if its tab crashes: Chromium's own WebSocketStream does so now and then.
 */
async function visit(driver, packed, { scripts = [], files = {}, headers = {}, secure = false }, program, ...args) {
  const site = {
    '/common.js': `(${inEveryPage})();`,
    '/program.js': `report(${program}, ...${JSON.stringify(args)});`,
  };
  for (const [path, file] of Object.entries(files)) site[path] = typeof file === 'function' ? `(${file})();` : file;
  // Files, not inline scripts: a Content-Security-Policy may forbid those.
  const sources = scripts.map((script, index) => {
    if (typeof script === 'string') return script;
    site[`/script-${index}.js`] = `(${script})();`;
    return `/script-${index}.js`;
  });
  const tags = ['/common.js', ...sources, '/program.js'].map((source) => `<script src="${source}"></script>`);
  site['/index.html'] = `<!doctype html><meta charset="utf-8"><title>websocket-wasm</title>${tags.join('')}`;
  for (const file of packed.files) site[`/package/${file}`] = packed.read(file);

  const server = await serveFolder(site, { headers, secure });
  try {
    await driver.get(`${server.url}/`);
    const { value, error } = await driver.executeAsyncScript((done) => window.found.then(done));
    if (error) throw Object.assign(new Error(error.message), error);
    return value;
  } finally {
    await server.close();
  }
}

const isCrash = ({ name, message }) => name === 'WebDriverError' && /\bcrashed\b/.test(message);

function inEveryPage() {
  globalThis.native = WebSocket;
  globalThis.nativeDescriptor = Object.getOwnPropertyDescriptor(globalThis, 'WebSocket');

  /** What has been written to the console with `console.warn`. */
  globalThis.warnings = [];
  console.warn = (...args) => warnings.push(args.join(' '));

  /** Runs a program and keeps what it found, in a form that can leave the page. */
  globalThis.report = (program, ...args) => {
    const tell = ({ name, message, stack }) => ({ error: { name, message, stack } });
    globalThis.found = new Promise((resolve) => resolve(program(...args))).then((value) => ({ value }), tell);
  };

  /** The next event of a type. */
  globalThis.next = (target, type) => new Promise((resolve) => target.addEventListener(type, resolve, { once: true }));

  /** Has a server send a message back, by default through the class that is on the global. */
  globalThis.exchange = async (url, Class = WebSocket) => {
    const socket = new Class(url);
    const { isTrusted } = await next(socket, 'open');
    socket.send('hello');
    const { data } = await next(socket, 'message');
    socket.close(1000);
    const { code } = await next(socket, 'close');
    return { data, code, isTrusted, isNative: Class === native || socket instanceof native };
  };
}
