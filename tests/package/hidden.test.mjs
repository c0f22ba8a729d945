// Hidden tabs: what waits for room moves on though the page's timers ring once a second.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { ROOT } from '../../scripts/lib/run.mjs';
import { startServer } from '../server/server.mjs';
import { engines, openBrowser } from '../support/browsers.mjs';
import { serveFolder } from '../support/static_server.mjs';

/** chromedriver adds these, with which a hidden tab is like a visible one. */
const chromiumWithout = [
  'disable-background-timer-throttling',
  'disable-renderer-backgrounding',
  'disable-backgrounding-occluded-windows',
];
/** As fast as a good network: the server, not the page, says how long 16 MiB take. */
const RATE = 2 ** 28;

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

    const upload = (name, headers) => runHidden(driver, `${server.url}/upload?rate=${RATE}`, name, headers);

    test('has timers that ring about once a second', async () => {
      const { state, rings } = await upload('nothing');
      assert.deepEqual(state, ['hidden', 'hidden']);
      assert.ok(rings < 100, `a timer of 4 ms rang ${rings} times in 3 s`);
    });

    for (const name of ['highWaterMark', 'drained', 'stream']) {
      test(`uploads 16 MiB by ${name} before a timer has rung five times`, async () => {
        const { state, rings, bytes, workers } = await upload(name);
        assert.deepEqual(state, ['hidden', 'hidden']);
        assert.equal(bytes, 2 ** 24);
        assert.ok(rings < 5, `a timer rang ${rings} times`);
        assert.ok(workers <= 1, `${workers} workers`);
      });
    }

    test('uploads without a worker, too: a policy may forbid it', async () => {
      const policy = "default-src 'self' 'wasm-unsafe-eval'; connect-src *; worker-src 'none'";
      const { state, rings, bytes } = await upload('highWaterMark', { 'Content-Security-Policy': policy });
      assert.deepEqual(state, ['hidden', 'hidden']);
      assert.equal(bytes, 2 ** 24);
      // Once for each message would be 64 times.
      assert.ok(rings < 16, `a timer rang ${rings} times`);
    });
  });
}

/** Opens a page, hides it behind another tab, has it upload, and resolves to what it found. */
async function runHidden(driver, url, name, headers = {}) {
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
      name,
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
    return { state: [...state, document.visibilityState], rings, bytes, workers };
  };

  globalThis.start = async (url, name) => {
    const channel = new BroadcastChannel('found');
    await new Promise((resolve) => {
      channel.onmessage = resolve;
    });
    // Browsers begin to throttle a little later.
    await new Promise((resolve) => {
      setTimeout(resolve, 1_500);
    });
    channel.postMessage(
      await found(url, name).then(
        (value) => ({ value }),
        (error) => ({ error: String(error.stack) }),
      ),
    );
  };
}
