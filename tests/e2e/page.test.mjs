// The page itself: by keyboard, on a phone, under its security policy, with a log that stays bounded.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Key } from 'selenium-webdriver';
import { consoleLines, noConsole, withBrowser } from '../support/browsers.mjs';
import { serveFolder } from '../support/static_server.mjs';
import { DemoPage } from './demo_page.mjs';
import { inEveryEngine } from './site.mjs';

const DIST = fileURLToPath(new URL('../../www/dist', import.meta.url));

inEveryEngine('the page', ({ driver, engine, openPage, siteUrl }) => {
  test('can be used with the keyboard alone, in a logical order and with a visible focus', async () => {
    const page = await openPage();
    const type = (...keys) => driver().actions().sendKeys(...keys).perform();
    const typeWith = (modifier, key) => driver().actions().keyDown(modifier).sendKeys(key).keyUp(modifier).perform();
    const tabTo = async (...stops) => {
      for (const stop of stops) {
        await type(Key.TAB);
        assert.deepEqual(await driver().executeScript(focus), { stop, isVisible: true });
      }
    };
    await driver().executeScript(() => document.querySelector('header a').focus());

    await tabTo('url', 'protocols');
    await type(Key.ENTER);
    await page.waitForEntry({ kind: 'open' });
    await tabTo('implementation', 'binaryType');
    await type(Key.ARROW_RIGHT);
    await page.waitForEntry({ kind: 'set', content: 'binaryType = "arraybuffer"' });

    await tabTo('Connect', 'code', 'reason', 'Close', 'kind', 'text');
    await typeWith(Key.CONTROL, 'a');
    await type('one');
    await typeWith(Key.SHIFT, Key.ENTER);
    await type('two', Key.ENTER);
    await page.waitForEntry({ direction: 'in', kind: 'text', content: 'one\ntwo' });
    await type('replaced');
    await typeWith(Key.CONTROL, Key.ENTER);
    await page.waitForEntry({ direction: 'in', kind: 'text', content: 'replaced' });

    await typeWith(Key.SHIFT, Key.TAB);
    await type(Key.ARROW_RIGHT);
    await tabTo('bytes');
    await type(Key.ENTER);
    await page.waitForEntry({ direction: 'in', kind: 'ArrayBuffer', content: '00 01 7f 80 ff' });
    await tabTo('bytes-type', 'Send');
    await type(Key.SPACE);
    await page.waitForEntry({ direction: 'in', kind: 'ArrayBuffer' }, 2);

    await tabTo('log-clear');
    await type(Key.ENTER);
    await page.waitFor('an empty log', async () => (await page.entries()).length === 0);
    await tabTo('log');
  });

  test('names every control', async () => {
    const page = await openPage();
    const names = async () => {
      const controls = await driver().executeScript(() => Array.from(
        document.querySelectorAll('input, textarea, select, button, #log'),
      ).filter((node) => node.checkVisibility({ visibilityProperty: true })));
      // Firefox counts the texts inside a file field.
      return Promise.all(controls.map(async (control) => (await control.getAccessibleName()).replace(/ Browse….*/, '')));
    };
    const before = ['URL', 'Subprotocols', 'websocket-wasm', 'native', 'blob', 'arraybuffer', 'Connect', 'Code', 'Reason', 'Close'];
    const kinds = ['Text', 'Bytes', 'File'];
    const after = ['Send', 'Clear', 'Events'];
    assert.deepEqual(await names(), [...before, ...kinds, 'Text', ...after]);
    await page.choose('kind', 'bytes');
    assert.deepEqual(await names(), [...before, ...kinds, 'Bytes, in hex', 'sent as', ...after]);
    await page.choose('kind', 'file');
    assert.deepEqual(await names(), [...before, ...kinds, 'File, sent as it is: a Blob', ...after]);
    assert.equal(await (await page.find('#log')).getAriaRole(), 'log');
  });

  test('fits a window of 360 pixels, whatever is in the log', async (t) => {
    // In a frame, as a browser window cannot be made as narrow as a phone.
    const frame = `<iframe src="${siteUrl()}" style="width: 360px; height: 740px; border: 0"></iframe>`;
    const outside = await serveFolder({ '/index.html': `<!doctype html>${frame}` });
    t.after(() => outside.close());
    await driver().get(outside.url);
    await driver().switchTo().frame(0);
    const page = new DemoPage(driver());
    await page.waitFor('the URL of the echo server', async () => await page.valueOf('#url') !== '');
    // Without a click, WebKit gives no focus to a page of another origin.
    await page.press('h1');
    await page.connect({ protocols: `chat, ${'long'.repeat(50)}` });
    await page.waitForEntry({ kind: 'open' });
    await page.sendText('unbreakable'.repeat(40));
    await page.sendBytes('00'.repeat(40), 'Blob');
    await page.connect({ url: `ws://127.0.0.1/${'long'.repeat(50)}#fragment` });
    await page.close('1', 'reason'.repeat(30));
    await page.waitForEntry({ kind: 'exception' }, 2);
    await page.waitForEntry({ direction: 'in', kind: 'Blob', content: `${'00 '.repeat(32)}…` });
    assert.deepEqual(await driver().executeScript(() => ({
      width: innerWidth,
      isScrolledSideways: document.documentElement.scrollWidth > innerWidth,
      beyondTheEdge: Array.from(document.querySelectorAll('body *:not(.visually-hidden)'))
        .filter((node) => node.getBoundingClientRect().right > innerWidth).map((node) => node.outerHTML),
      // Bytes may be cut at the end of their line, nothing else.
      cut: Array.from(document.querySelectorAll('#log .content'))
        .filter((node) => node.scrollWidth > node.clientWidth).map((node) => node.parentNode.dataset.kind),
    })), { width: 360, isScrolledSideways: false, beyondTheEdge: [], cut: ['Blob', 'Blob'] });
  });

  test('moves no control, whatever happens', async () => {
    const page = await openPage();
    const places = () => driver().executeScript(() => Array.from(
      document.querySelectorAll('input, button, textarea, select, h2, #log'),
      (node) => {
        node.closest('.controls')?.scrollTo(0, 0);
        const { x, y, width, height } = node.getBoundingClientRect();
        return `${node.id || node.name || node.textContent}: ${x} ${y} ${width} ${height}`;
      }));
    const before = await places();
    await page.connectAndOpen();
    await page.sendText('text');
    await page.sendBytes('zz');
    await page.close('1001', 'not allowed');
    await page.connect({ url: 'ftp://127.0.0.1/', implementation: 'native' });
    await page.connect({ url: 'ws://127.0.0.1:9/' });
    await page.waitForEntry({ kind: 'error' });
    await page.choose('kind', 'text');
    assert.deepEqual(await places(), before);
  });

  test('keeps the newest 1000 entries, says so, and can be cleared', async () => {
    const page = await openPage();
    await page.connectAndOpen();
    await driver().executeScript(() => {
      for (let index = 1; index <= 600; index += 1) {
        document.querySelector('#text').value = `message ${index}`;
        document.querySelector('#send').requestSubmit();
      }
    });
    await page.waitForEntry({ direction: 'in', content: 'message 600' });
    const count = () => page.find('#log-count').then((element) => element.getText());
    const entries = await page.entries();
    assert.equal(entries.length, 1000);
    assert.equal(await count(), '1,202 in all; the newest 1,000 are kept');
    // 2 + 600 sent + 600 received, less the oldest 202.
    const contents = [0, 399, 400].map((index) => entries[index].content);
    assert.deepEqual(contents, ['message 201', 'message 600', 'message 1']);
    assert.ok(await driver().executeScript(() => {
      const { bottom } = document.querySelector('#log').getBoundingClientRect();
      return document.querySelector('#log li:last-child').getBoundingClientRect().bottom <= bottom;
    }), 'the log does not follow its end');

    await page.press('#log-clear');
    await page.waitFor('an empty log', async () => (await page.entries()).length === 0);
    assert.equal(await count(), '0 in all; the newest 1,000 are kept');
  });

  test('stays where somebody reads in the log', async () => {
    const page = await openPage();
    await page.connectAndOpen();
    const send = (times) => driver().executeScript((count) => {
      for (let index = 0; index < count; index += 1) document.querySelector('#send').requestSubmit();
    }, times);
    await send(50);
    await page.waitForEntry({ direction: 'in', kind: 'text' }, 50);
    await driver().executeScript(() => document.querySelector('#log').scrollTo(0, 100));
    await driver().executeAsyncScript((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    await send(1);
    await page.waitForEntry({ direction: 'in', kind: 'text' }, 51);
    assert.equal(await driver().executeScript(() => document.querySelector('#log').scrollTop), 100);
  });

  test('loads nothing from other hosts and shows what its security policy refuses', async () => {
    const page = await openPage();
    const loaded = await driver().executeScript(() => performance.getEntriesByType('resource').map(({ name }) => name));
    assert.ok(loaded.some((url) => url.endsWith('config.json')), loaded.join());
    assert.deepEqual(loaded.filter((url) => !url.startsWith(siteUrl())), []);
    assert.equal(await page.pageErrors(), '');

    await driver().executeScript(() => { document.createElement('img').src = 'data:image/gif;base64,R0lGODlhAQABAAAAACw='; });
    await page.waitFor('the violation', async () => /img-src.* refused data/.test(await page.pageErrors()));
  });

  test('leaves the console empty through a whole exchange', { skip: noConsole(engine) }, async () => {
    await withBrowser(engine, { logs: true }, async (browser) => {
      for (const implementation of ['ours', 'native']) {
        const page = await DemoPage.open(browser, siteUrl());
        await page.connectAndOpen({ implementation, protocols: 'chat' });
        await page.sendText('text');
        await page.sendBytes('00 ff', 'Blob');
        await page.waitForEntry({ direction: 'in', kind: 'Blob', content: '00 ff' });
        await page.close('1000', 'done');
        await page.waitForEntry({ direction: 'in', kind: 'close' });
        assert.equal(await page.pageErrors(), '');
      }
      assert.deepEqual((await consoleLines(browser)).filter((line) => isOfThePage(line, siteUrl())), []);
    });
  });

  test('makes sense without a server of its own', async (t) => {
    const folder = await serveFolder(DIST);
    t.after(() => folder.close());
    const page = await DemoPage.open(driver(), folder.url, { hasEcho: false });
    const hint = await page.find('#connect .hint');
    await page.waitFor('the hint', async () => (await hint.getText()).startsWith('No echo server came with this page'));
    assert.equal(await page.valueOf('#url'), '');
    assert.equal(await page.pageErrors(), '');
  });
});

// Firefox writes lines of its own into the same log; what a page logs is in quotes there, and an error has its URL.
function isOfThePage(line, url) {
  return line.includes(url) || /^(console-api|security|network) |^console\.\w+: "/.test(line);
}

// The focus ring of a radio button is around the text beside it: the button itself is invisible.
function focus() {
  const node = document.activeElement;
  const ring = getComputedStyle(node.type === 'radio' ? node.nextElementSibling : node);
  return {
    stop: node.id || node.name || node.textContent,
    isVisible: ring.outlineStyle !== 'none' && Number.parseFloat(ring.outlineWidth) >= 2,
  };
}
