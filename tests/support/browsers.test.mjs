// Every engine opens, and its own WebSocket reaches our server over ws and wss.
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { startServer } from '../../servers/server.mjs';
import { serveFolder } from '../../servers/static_server.mjs';
import { consoleLines, engines, noConsole, openBrowser, runHere, runInPage, withBrowser } from './browsers.mjs';
import { startWebKitDriver } from './webkit.mjs';

const PAGE = { '/index.html': '<!doctype html><meta charset="utf-8"><title>A page</title>' };

for (const engine of engines()) {
  describe(`in ${engine}`, () => {
    let browser;
    before(async () => {
      browser = await openBrowser(engine, { acceptInsecureCerts: true, logs: !noConsole(engine) });
    });
    after(() => browser?.quit());

    for (const secure of [false, true]) {
      test(`text and bytes come back over ${secure ? 'wss, from a page over https' : 'ws'}`, async (t) => {
        const page = await serveFolder(PAGE, { secure });
        t.after(() => page.close());
        const server = await startServer({ secure });
        t.after(() => server.close());

        assert.deepEqual(await runInPage(browser, page.url, echoes, `${server.url}/echo`), ['grüße 🌍', [0, 127, 255]]);
      });
    }

    test('code in a page sees the globals of the page, even if a policy forbids eval', async (t) => {
      const page = await serveFolder(PAGE, { headers: { 'content-security-policy': "default-src 'self'" } });
      t.after(() => page.close());

      assert.equal(
        await runInPage(browser, page.url, async () => {
          const text = await (await fetch('/')).arrayBuffer();
          return text instanceof ArrayBuffer && Object === window.Object;
        }),
        true,
      );
    });

    test('an error in a page arrives with its name and message', async () => {
      await assert.rejects(runInPage(browser, 'about:blank', 'async () => new WebSocket("ws://h/#fragment")'), {
        name: 'SyntaxError',
      });
      const failing = (text) => {
        throw new RangeError(text);
      };
      await assert.rejects(runHere(browser, failing, 'too far'), { name: 'RangeError', message: 'too far' });
    });

    test('the console of a page can be read, each line once', { skip: noConsole(engine) }, async (t) => {
      const page = await serveFolder({
        '/index.html': '<!doctype html><script>console.log("hello"); nowhere();</script>',
      });
      t.after(() => page.close());
      await consoleLines(browser);
      await browser.get(page.url);

      // Firefox's own scripts may write there, too: only the page's lines are counted.
      const lines = [];
      const fromPage = () => lines.filter((line) => /hello|nowhere/.test(line));
      while (fromPage().length < 2) lines.push(...(await consoleLines(browser)));
      lines.push(...(await consoleLines(browser)));
      assert.equal(fromPage().length, 2, lines.join('\n'));
      assert.match(fromPage()[0], /hello/);
      assert.match(fromPage()[1], /nowhere/);
    });
  });
}

test('a browser is quit when what it was opened for fails', async () => {
  let opened;
  await assert.rejects(
    withBrowser(engines()[0], {}, async (browser) => {
      opened = browser;
      throw new Error('in between');
    }),
    /in between/,
  );
  await assert.rejects(opened.getTitle(), { name: 'NoSuchSessionError' });
});

test('ENGINES names the engines under test', (t) => {
  setVariable(t, 'ENGINES', 'firefox, chromium');
  assert.deepEqual(engines(), ['firefox', 'chromium']);
  process.env.ENGINES = 'firefox,lynx';
  assert.throws(engines, /there is no engine "lynx": choose from chromium, firefox, webkit/);
});

test('a missing browser or driver is said in one line, with the variable to set', async (t) => {
  setVariable(t, 'CHROMEDRIVER', '/nowhere/chromedriver');
  await assert.rejects(openBrowser('chromium'), {
    message: /^no driver found for chromium: \/nowhere\/chromedriver .*CHROMEDRIVER.*$/,
  });
});

const isWithoutWebKit = !engines().includes('webkit') && 'WebKit is not under test';

test('a WebKit driver that does not start is said in one line, with its own last one', {
  skip: isWithoutWebKit,
}, async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'driver-'));
  t.after(() => rm(folder, { recursive: true }));
  const driver = join(folder, 'WebKitWebDriver');
  await writeFile(driver, '#!/bin/sh\necho starting; echo no screen >&2; exit 3\n', { mode: 0o755 });
  await assert.rejects(startWebKitDriver(driver), {
    message: `${driver} did not start: it ended with status 3, after "no screen"`,
  });
  await assert.rejects(startWebKitDriver('/nowhere'), { message: '/nowhere did not start: spawn /nowhere ENOENT' });
});

test('logs are refused if the console cannot be read', async () => {
  await assert.rejects(openBrowser('webkit', { logs: true }), /^Error: no logs in webkit: /);
});

test('an unknown engine is refused', async () => {
  await assert.rejects(openBrowser('lynx'), /there is no engine "lynx": choose from chromium, firefox, webkit/);
});

function setVariable(t, name, value) {
  const before = process.env[name];
  t.after(() => {
    if (before === undefined) delete process.env[name];
    else process.env[name] = before;
  });
  process.env[name] = value;
}

function echoes(url) {
  return new Promise((resolve, reject) => {
    const received = [];
    const socket = new WebSocket(url);
    socket.binaryType = 'arraybuffer';
    socket.onopen = () => {
      socket.send('grüße 🌍');
      socket.send(new Uint8Array([0, 127, 255]));
    };
    socket.onmessage = ({ data }) => {
      received.push(data instanceof ArrayBuffer ? [...new Uint8Array(data)] : data);
      if (received.length === 2) socket.close();
    };
    socket.onclose = ({ code }) => {
      if (code === 1005) resolve(received);
      else reject(new Error(`closed with ${code}`));
    };
  });
}
