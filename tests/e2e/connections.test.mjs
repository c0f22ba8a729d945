// Connections: tabs, what is kept and exchanged of them, how they are closed, and where their sockets live.
import assert from 'node:assert/strict';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { serveFolder } from '../support/static_server.mjs';
import {
  ARROW_DOWN,
  ARROW_LEFT,
  ARROW_RIGHT,
  ARROW_UP,
  DELETE,
  END,
  ENTER,
  ESCAPE,
  HOME,
  chosen,
  exchange,
  nameAndUrl,
  readFocus,
  readTabs,
  selectTab,
  type,
  waitForTabs,
} from './connections_page.mjs';
import { violationsIn } from './axe.mjs';
import { DemoPage } from './demo_page.mjs';
import { inEveryEngine } from './site.mjs';

const DIST = fileURLToPath(new URL('../../www/dist', import.meta.url));

inEveryEngine('connections', ({ driver, openPage, echoUrl }) => {
  test('are tabs that follow the pattern of the keyboard, each with its name and its state', async () => {
    const page = await openPage();
    const echo = echoUrl().replace('ws://', '');
    assert.deepEqual(await readTabs(driver()), [`[${echo}, not connected]`]);
    await page.press('#add-tab');
    assert.deepEqual(
      await driver().executeScript(() => {
        const { id, selectionStart, selectionEnd } = document.activeElement;
        return [id, selectionStart, selectionEnd];
      }),
      ['url', 0, echoUrl().length],
    );
    await nameAndUrl(page, 'B', 'ws://b.test/');
    await page.press('#duplicate-tab');
    await waitForTabs(page, `${echo}, not connected`, 'B, not connected', '[B (copy), not connected]');
    assert.equal(await page.valueOf('#url'), 'ws://b.test/');

    for (const [key, at] of [
      [ARROW_RIGHT, 0],
      [ARROW_LEFT, 2],
      [ARROW_LEFT, 1],
      [HOME, 0],
      [END, 2],
      [HOME, 0],
      [ARROW_RIGHT, 1],
    ]) {
      await type(driver(), key);
      assert.deepEqual(await readFocus(driver()), { focused: at, labels: at, stops: [at] });
    }
    assert.equal(await page.valueOf('#name'), 'B');
    const tab = await page.find('#tabs [aria-selected="true"]');
    assert.deepEqual([await tab.getAriaRole(), await tab.getAccessibleName()], ['tab', 'B, not connected']);
    assert.equal(await (await page.find('#workspace')).getAccessibleName(), 'B, not connected');

    // Nothing is lost with a tab that is not connected.
    await type(driver(), DELETE);
    await waitForTabs(page, `${echo}, not connected`, '[B (copy), not connected]');
    assert.equal((await readFocus(driver())).focused, 1);
    await page.press('#tabs [role="tab"]:nth-child(2) .close');
    await waitForTabs(page, `[${echo}, not connected]`);
    await page.press('#close-tab');
    await waitForTabs(page, `[${echo}, not connected]`);
    assert.equal((await readFocus(driver())).focused, 0);
  });

  test('go on behind other tabs, and are closed with theirs only when that is confirmed', async () => {
    const page = await openPage();
    await page.fill('#name', 'A');
    await page.connectAndOpen();
    await page.press('#add-tab');
    await page.fill('#name', 'B');
    await waitForTabs(page, 'A, open', '[B, not connected]');
    await page.choose('place', 'worker');
    await page.connectAndOpen({
      implementation: 'native',
      url: echoUrl().replace('/echo', '/close?after=1&code=4000'),
    });
    await waitForTabs(page, 'A, open', '[B, open]');
    await page.press('#add-tab');
    await waitForTabs(page, 'A, open', 'B, open', `[${echoUrl().slice(5)}, not connected]`);
    await page.connect({ url: echoUrl().replace('/echo', '/stall') });
    await waitForTabs(page, 'A, open', 'B, open', `[${echoUrl().slice(5).replace('/echo', '/stall')}, connecting]`);
    assert.deepEqual(
      (await page.entries()).map(({ kind }) => kind),
      ['connect'],
    );

    await selectTab(page, 2);
    await page.sendText('close it');
    await selectTab(page, 1);
    await page.waitForFigures({ implementation: 'websocket-wasm #1', readyState: '1 OPEN' });
    await page.sendText('in A');
    await page.waitForEntry({ direction: 'in', kind: 'text', content: 'in A' });
    assert.deepEqual(
      (await page.entries()).map(({ kind }) => kind),
      ['connect', 'open', 'text', 'text'],
    );
    await page.waitFor('B to be closed', async () => (await readTabs(driver()))[1] === 'B, closed');

    await page.press('#tabs [aria-selected="true"] .name');
    for (const answer of [ESCAPE, ENTER]) {
      // The answer that has the focus keeps the tab.
      await (await page.find('#tabs [aria-selected="true"]')).sendKeys(DELETE);
      await page.waitFor('the question', async () => (await page.find('#confirm')).isDisplayed());
      assert.equal(
        await (await page.find('#confirm-question')).getText(),
        '“A” is open. Close the connection, and its tab?',
      );
      await type(driver(), answer);
      await page.waitFor('no question', async () => !(await (await page.find('#confirm')).isDisplayed()));
      assert.equal((await readTabs(driver())).length, 3);
    }
    assert.deepEqual(await violationsIn(driver(), '.tab-bar, .connection'), []);
    await page.press('#close-tab');
    assert.deepEqual(await violationsIn(driver(), '#confirm'), []);
    await page.press('#confirm .primary');
    await waitForTabs(page, '[B, closed]', `${echoUrl().slice(5).replace('/echo', '/stall')}, connecting`);
    await page.waitForEntry({ direction: 'in', kind: 'close', content: 'code 4000, reason "", clean' });
    await page.press('#close-tab');
    await page.press('#close-tab');
    await waitForTabs(page, `[${echoUrl().slice(5)}, not connected]`);
    assert.equal(await page.pageErrors(), '');
  });

  test('are kept with all that belongs to them, and so is the selected tab', async () => {
    const page = await openPage();
    await nameAndUrl(page, 'Kept', 'ws://kept.test/path');
    await page.fill('#protocols', 'chat, v2');
    await page.choose('implementation', 'native');
    await page.choose('place', 'worker');
    await page.choose('binaryType', 'arraybuffer');
    await page.press('#add-tab');
    await page.fill('#name', 'Other');
    await page.press('#add-tab');
    await selectTab(page, 1);
    await selectTab(page, 2);
    await openPage({ keeps: true });
    await waitForTabs(page, 'Kept, not connected', '[Other, not connected]', `${echoUrl().slice(5)}, not connected`);
    await selectTab(page, 1);
    assert.deepEqual(await Promise.all(['#name', '#url', '#protocols'].map((field) => page.valueOf(field))), [
      'Kept',
      'ws://kept.test/path',
      'chat, v2',
    ]);
    assert.deepEqual(await chosen(driver(), 'implementation', 'place', 'binaryType'), [
      'native',
      'worker',
      'arraybuffer',
    ]);
    assert.equal(await notice(page), '');
    // Nobody is asked whether the page may go.
    assert.equal(
      await driver().executeScript(
        () => dispatchEvent(new Event('beforeunload', { cancelable: true })) && onbeforeunload,
      ),
      null,
    );
  });

  test('come to nothing where what was kept is broken, or nothing can be kept, which is told in one line', async () => {
    let page = await openPage();
    await driver().executeScript(() =>
      localStorage.setItem('websocket-wasm console', '{"version": 1, "profiles": [{"url": 7}, {"name": "Fine"}]}'),
    );
    page = await openPage({ keeps: true });
    assert.equal(await notice(page), 'Not all that was kept can be read: profiles[0].url is a number, not text.');
    await waitForTabs(page, '[Fine, not connected]');
    await page.press('#notice button');
    assert.equal(await notice(page), '');
    await driver().executeScript(() => {
      Storage.prototype.setItem = () => {
        throw new Error('from the test');
      };
    });
    await page.fill('#name', 'New');
    assert.equal(await notice(page), 'This browser does not keep the connections: from the test');
    assert.deepEqual(await violationsIn(driver(), '#notice'), []);
    await page.press('#notice button');
    await page.connectAndOpen({ url: echoUrl() });
    await waitForTabs(page, '[New, open]');
    assert.equal(await notice(page), '');
    assert.equal(await page.pageErrors(), '');
  });

  test('go into a file and come out of one; a bad one is explained, and adds nothing', async (t) => {
    const folder = await mkdtemp(join(tmpdir(), 'websocket-wasm-e2e-'));
    t.after(() => rm(folder, { recursive: true }));
    const page = await openPage();
    await nameAndUrl(page, 'Out', 'ws://out.test/');
    await page.choose('place', 'worker');
    const exported = await driver().executeAsyncScript((done) => {
      const { createObjectURL } = URL;
      let text;
      URL.createObjectURL = (blob) => {
        text = blob.text();
        return createObjectURL(blob);
      };
      // A click would download into a folder of the browser's.
      HTMLAnchorElement.prototype.click = function click() {
        text.then((content) => done({ content, name: this.download, isBlob: this.href.startsWith('blob:') }));
      };
      document.querySelector('#export').click();
    });
    assert.deepEqual([exported.name, exported.isBlob], ['websocket-connections.json', true]);

    const importText = async (text) => {
      const path = join(folder, 'connections.json');
      await writeFile(path, text);
      await (await page.find('#import-file')).sendKeys(path);
    };
    await importText(exported.content);
    await waitForTabs(page, 'Out, not connected', '[Out, not connected]');
    assert.equal((await readFocus(driver())).focused, 1);
    assert.deepEqual([await page.valueOf('#url'), ...(await chosen(driver(), 'place'))], ['ws://out.test/', 'worker']);

    for (const [text, explained] of [
      ['{\n  "version": 1,\n  profiles: []\n}', /^Nothing was imported from connections\.json\. .*“profiles”.*line 3/],
      [
        exported.content.replace('"worker"', '"cloud"'),
        /connections\.json\. profiles\[0\]\.place is "cloud", not one of window, worker\.$/,
      ],
      ['', /connections\.json\. /],
    ]) {
      await importText(text);
      await page.waitFor(`the notice ${explained}`, async () => explained.test(await notice(page)));
    }
    assert.equal((await readTabs(driver())).length, 2);
    await importText(exported.content);
    await page.waitFor('a third tab', async () => (await readTabs(driver())).length === 3);
    assert.equal(await notice(page), '');
  });

  test('are closed with what was typed, after what will be refused is said', async () => {
    const page = await openPage();
    await page.connectAndOpen();
    const state = () =>
      driver().executeScript(() => ({
        shown: Array.from(document.querySelectorAll('#close .feedback > *'))
          .filter((node) => node.textContent && getComputedStyle(node).visibility === 'visible')
          .map((node) => node.textContent)
          .join(),
        invalid: Array.from(document.querySelectorAll('#close [aria-invalid="true"]'), ({ id }) => id).join(),
      }));
    assert.deepEqual(await state(), {
      shown: 'A code is 1000 or one of 3000 to 4999. The reason has 0 of at most 123 bytes.',
      invalid: '',
    });
    await page.fill('#reason', 'grüße');
    assert.match((await state()).shown, /The reason has 7 of at most 123 bytes\./);
    await page.fill('#code', '1001');
    const refused = { shown: '“1001” will be refused: a code is 1000 or one of 3000 to 4999.', invalid: 'code' };
    assert.deepEqual(await state(), refused);
    assert.deepEqual(await violationsIn(driver(), '#close'), []);
    assert.equal((await page.entries()).length, 2);

    await page.press('#close button');
    await page.waitFor('the error', async () => (await page.problem('#close')).startsWith('InvalidAccessError: '));
    assert.match((await page.entries()).at(-1).content, /^close\(1001, "grüße"\) threw InvalidAccessError: /);
    await page.fill('#reason', 'ü'.repeat(62));
    await page.fill('#code', '3000');
    assert.deepEqual(await state(), {
      shown: 'The reason will be refused: it has 124 bytes of at most 123.',
      invalid: 'reason',
    });

    // What is typed belongs to its tab.
    await page.press('#add-tab');
    assert.deepEqual(
      [await page.valueOf('#code'), await page.valueOf('#reason'), (await state()).invalid],
      ['', '', ''],
    );
    await selectTab(page, 1);
    assert.equal(await page.valueOf('#code'), '3000');
    await page.fill('#reason', 'ü'.repeat(61));
    assert.equal((await state()).invalid, '');
    await page.press('#close button');
    await page.waitForEntry({
      direction: 'in',
      kind: 'close',
      content: `code 3000, reason "${'ü'.repeat(61)}", clean`,
    });
    await waitForTabs(page, `[${echoUrl().slice(5)}, closed]`, `${echoUrl().slice(5)}, not connected`);
    assert.equal(await (await page.find('#connect .primary')).getText(), 'Reconnect');
    await page.press('#connect .primary');
    await page.waitForEntry({ kind: 'open' }, 2);
  });

  test('offer the URLs that were used last, from which one can be removed', async () => {
    const page = await openPage();
    const urls = [echoUrl(), `${echoUrl()}?2`, `${echoUrl()}?3`];
    const listed = () =>
      driver().executeScript(() =>
        document.querySelector('#recent:popover-open')
          ? Array.from(document.querySelectorAll('#recent .pick'), ({ textContent }) => textContent)
          : 'closed',
      );
    const focused = () => driver().executeScript(() => document.activeElement.value || document.activeElement.id);
    await page.press('#recent-open');
    assert.match(await (await page.find('#recent')).getText(), /^None yet/);
    await type(driver(), ESCAPE);
    for (const url of urls) await page.connect({ url });
    await page.waitForEntry({ kind: 'open' });
    await page.waitForEntry({ kind: 'connect' }, 3);

    await (await page.find('#url')).sendKeys(ARROW_DOWN);
    await page.waitFor('the list', async () => (await focused()) === urls[2]);
    assert.deepEqual(await listed(), urls.toReversed());
    assert.deepEqual(await violationsIn(driver(), '#recent'), []);
    for (const [key, at] of [
      [ARROW_UP, 2],
      [ARROW_DOWN, 1],
      [END, 0],
      [ARROW_DOWN, 0],
      [HOME, 2],
      [ARROW_DOWN, 1],
    ]) {
      await type(driver(), key);
      assert.equal(await focused(), urls[at]);
    }
    await type(driver(), DELETE);
    assert.deepEqual([await listed(), await focused()], [[urls[2], urls[0]], urls[0]]);
    await type(driver(), ENTER);
    assert.deepEqual([await listed(), await page.valueOf('#url')], ['closed', urls[0]]);
    await page.waitFor('the focus in the field', async () =>
      driver().executeScript(() => document.activeElement.id === 'url'),
    );
    // Escape closes the list, and that is all.
    await type(driver(), ARROW_DOWN);
    await page.waitFor('the list', async () => (await listed()) !== 'closed');
    await type(driver(), ESCAPE);
    assert.deepEqual([await listed(), await page.valueOf('#url')], ['closed', urls[0]]);

    await openPage({ keeps: true });
    await page.press('#recent-open');
    await page.press('#recent .forget');
    assert.deepEqual(await listed(), [urls[0]]);
    await page.press('#recent .pick');
    assert.equal(await page.valueOf('#url'), urls[0]);
  });

  for (const implementation of ['ours', 'native']) {
    describe(`with ${implementation}`, () => {
      test('live in the window and in a worker, with the same events, errors and bytes', async () => {
        const page = await openPage();
        const transcripts = {};
        for (const place of ['window', 'worker']) {
          await page.press('#log-clear');
          transcripts[place] = await exchange(driver(), { place, implementation, echo: echoUrl() });
        }
        assert.deepEqual(transcripts.worker, transcripts.window);
        assert.equal(transcripts.worker.filter((line) => line.startsWith('local exception')).length, 4);
        // Connected anew in the window: the worker's socket is closed then, and its last event is seen.
        await page.press('#log-clear');
        await page.connectAndOpen({ url: echoUrl() });
        await page.press('#log-clear');
        await page.choose('place', 'window');
        await page.connect();
        await page.waitForEntry({ direction: 'in', kind: 'close', content: 'code 1005, reason "", clean' });
        await page.waitForEntry({ kind: 'open' });
        await page.waitForFigures({ readyState: '1 OPEN' });
        assert.equal(await page.pageErrors(), '');
      });
    });
  }

  test('that lose their worker say so, and get another one', async (t) => {
    const files = await readdir(DIST);
    const scripts = await Promise.all(
      files
        .filter((name) => name.endsWith('.js'))
        .map(async (name) => ({ name, text: await readFile(join(DIST, name), 'utf8') })),
    );
    const { name } = scripts.find(({ text }) => text.includes('postMessage({isReady'));
    const site = await serveFolder(DIST, {
      files: {
        [name]: 'throw new Error("broken by the test");',
        'config.json': JSON.stringify({ echoUrl: echoUrl() }),
      },
    });
    t.after(() => site.close());
    const page = await DemoPage.open(driver(), site.url);
    await page.choose('place', 'worker');
    await page.connect();
    await page.waitFor('the problem', async () => (await page.problem('#connect')).includes('worker is lost'));
    await page.waitFor('its event', async () => (await page.entries()).length > 0);
    assert.match(
      (await page.entries()).at(-1).content,
      /^new WebSocket\(.*\) threw Error: The socket’s worker is lost: /,
    );
    await page.choose('place', 'window');
    await page.connectAndOpen();
    assert.equal(await page.problem('#connect'), '');
  });
});

function notice(page) {
  return page.driver.executeScript(() => document.querySelector('#notice p')?.textContent ?? '');
}
