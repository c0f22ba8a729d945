// Hidden tabs: what waits for room moves on though the page's timers ring once a second.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { ROOT } from '../../scripts/lib/run.mjs';
import { startServer } from '../../servers/server.mjs';
import { serveFolder } from '../../servers/static_server.mjs';
import { engines, openBrowser } from '../support/browsers.mjs';

/** chromedriver adds these, with which a hidden tab is like a visible one. */
const chromiumWithout = [
  'disable-background-timer-throttling',
  'disable-renderer-backgrounding',
  'disable-backgrounding-occluded-windows',
];
/** As fast as a good network: the server, not the page, says how long 16 MiB take. */
const RATE = 2 ** 28;
/** Of a timer during an upload. Once for each message would be 64 times; once a second is more often the slower the machine is. */
const MOST_RINGS = 16;

// WebKit's driver cannot hide a tab: its windows are never painted, and its timers are not throttled.
for (const engine of engines().filter((name) => name !== 'webkit')) {
  describe(`a hidden tab of ${engine}`, () => {
    let driver;
    let server;
    before(async () => {
      driver = await openBrowser(engine, engine === 'chromium' ? { chromiumWithout } : {});
      server = await startServer();
    });
    after(async () => {
      await driver?.quit();
      await server?.close();
    });

    const upload = (names, headers) => runHidden(driver, `${server.url}/upload?rate=${RATE}`, names, headers);

    test('has timers that ring about once a second, before which 16 MiB are uploaded by every means', async () => {
      const [{ state, rings }, ...uploads] = await upload(['nothing', 'highWaterMark', 'drained', 'stream']);
      assert.deepEqual(state, ['hidden', 'hidden']);
      assert.ok(rings < 100, `a timer of 4 ms rang ${rings} times in 3 s`);
      assert.equal(uploads.length, 3);
      for (const { name, state, rings, bytes, workers } of uploads) {
        assert.deepEqual(state, ['hidden', 'hidden'], name);
        assert.equal(bytes, 2 ** 24, name);
        assert.ok(rings < MOST_RINGS, `${name}: a timer rang ${rings} times`);
        assert.ok(workers <= 1, `${name}: ${workers} workers`);
      }
    });

    test('uploads without a worker, too: a policy may forbid it', async () => {
      const policy = "default-src 'self' 'wasm-unsafe-eval'; connect-src *; worker-src 'none'";
      const [{ state, rings, bytes }] = await upload(['highWaterMark'], { 'Content-Security-Policy': policy });
      assert.deepEqual(state, ['hidden', 'hidden']);
      assert.equal(bytes, 2 ** 24);
      assert.ok(rings < MOST_RINGS, `a timer rang ${rings} times`);
    });
  });
}

/** Opens a page, hides it behind another tab, has it upload by each of these means, and resolves to what it found each time. */
async function runHidden(driver, url, names, headers = {}) {
  const files = Object.fromEntries(
    readdirSync(join(ROOT, 'dist'))
      .filter((file) => file.endsWith('.js'))
      .map((file) => [`/package/${file}`, readFileSync(join(ROOT, 'dist', file))]),
  );
  const site = await serveFolder(
    {
      ...files,
      '/index.html': '<!doctype html><script src="/upload.js"></script>',
      '/upload.js': `(${uploads})();`,
      '/front.html': '<!doctype html>',
    },
    { headers },
  );
  try {
    await driver.get(`${site.url}/`);
    const back = await driver.getWindowHandle();
    await driver.executeScript(
      (...args) => {
        window.start(...args);
      },
      url,
      names,
    );
    await driver.switchTo().newWindow('tab');
    await driver.get(`${site.url}/front.html`);
    const { value, error } = await driver.executeAsyncScript((done) => {
      const channel = new BroadcastChannel('found');
      channel.onmessage = ({ data }) => done(data);
      channel.postMessage('in front');
    });
    await driver.close();
    await driver.switchTo().window(back);
    if (error) throw new Error(error);
    return value;
  } finally {
    await site.close();
  }
}

function uploads() {
  const MARK = 2 ** 20;
  const TOTAL = 2 ** 24;
  const piece = new Uint8Array(MARK / 4);
  const count = TOTAL / piece.length;
  let workers = 0;
  globalThis.Worker = class extends Worker {
    constructor(...args) {
      super(...args);
      workers += 1;
    }
  };

  const open = async (url, options) => {
    const { WebSocket } = await import('/package/index.js');
    const socket = new WebSocket(url, options);
    await new Promise((resolve) => {
      socket.onopen = resolve;
    });
    // The server says how much has come in.
    const all = new Promise((resolve) => {
      socket.onmessage = ({ data }) => {
        if (data >= TOTAL) resolve(Number(data));
      };
    });
    return { socket, all };
  };

  const ways = {
    async nothing() {
      await new Promise((resolve) => {
        setTimeout(resolve, 3_000);
      });
    },

    async highWaterMark(url) {
      const { socket, all } = await open(url, { highWaterMark: MARK });
      for (let index = 0; index < count; index += 1) socket.send(piece);
      return all;
    },

    async drained(url) {
      const { drained } = await import('/package/index.js');
      const { socket, all } = await open(url);
      for (let index = 0; index < count; index += 1) {
        socket.send(piece);
        await drained(socket, { below: MARK });
      }
      return all;
    },

    async stream(url) {
      const { WebSocketStream } = await import('/package/stream.js');
      const { readable, writable } = await new WebSocketStream(url).opened;
      const reader = readable.getReader();
      const writer = writable.getWriter();
      const write = async () => {
        for (let index = 0; index < count; index += 1) {
          await writer.ready;
          writer.write(piece);
        }
      };
      write();
      for (;;) {
        const { value } = await reader.read();
        if (value >= TOTAL) return Number(value);
      }
    },
  };

  const found = async (url, name) => {
    const state = [document.visibilityState];
    let rings = 0;
    const timer = setInterval(() => {
      rings += 1;
    }, 4);
    const bytes = await ways[name](url);
    clearInterval(timer);
    return { name, state: [...state, document.visibilityState], rings, bytes, workers };
  };

  const findAll = async (url, names) => {
    const all = [];
    for (const name of names) all.push(await found(url, name));
    return all;
  };

  globalThis.start = async (url, names) => {
    const channel = new BroadcastChannel('found');
    await new Promise((resolve) => {
      channel.onmessage = resolve;
    });
    // Browsers begin to throttle a little later.
    await new Promise((resolve) => {
      setTimeout(resolve, 1_500);
    });
    channel.postMessage(
      await findAll(url, names).then(
        (value) => ({ value }),
        (error) => ({ error: String(error.stack) }),
      ),
    );
  };
}
