// Connections: tabs, how they are closed, and where their sockets live.
import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { serveFolder } from '../../servers/static_server.mjs';
import { violationsIn } from './axe.mjs';
import {
  ARROW_LEFT,
  ARROW_RIGHT,
  DELETE,
  END,
  ENTER,
  ESCAPE,
  HOME,
  nameAndUrl,
  readFocus,
  readTabs,
  selectTab,
  type,
  waitForTabs,
} from './connections_page.mjs';
import { DemoPage } from './demo_page.mjs';
import { exchange } from './exchange_page.mjs';
import { inEveryEngine } from './site.mjs';

const DIST = fileURLToPath(new URL('../../www/dist', import.meta.url));

inEveryEngine('connections', ({ driver, openPage, echoUrl, inFirst }) => {
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

  test('go on behind other tabs, and are closed with theirs only when that is confirmed', inFirst, async () => {
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
        '“A” is open. Close the connection and the tab?',
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

  test('are closed with what was typed, after what will be refused is said', inFirst, async () => {
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
      shown: 'The code is 1000 or 3000 to 4999. The reason has 0 of at most 123 bytes.',
      invalid: '',
    });
    await page.fill('#reason', 'grüße');
    assert.match((await state()).shown, /The reason has 7 of at most 123 bytes\./);
    await page.fill('#code', '1001');
    const refused = { shown: 'close() will reject “1001”. The code must be 1000 or 3000 to 4999.', invalid: 'code' };
    assert.deepEqual(await state(), refused);
    assert.deepEqual(await violationsIn(driver(), '#close'), []);
    assert.equal((await page.entries()).length, 2);

    await page.press('#close button');
    await page.waitFor('the error', async () => (await page.problem('#close')).startsWith('InvalidAccessError: '));
    assert.match((await page.entries()).at(-1).content, /^close\(1001, "grüße"\) threw InvalidAccessError: /);
    await page.fill('#reason', 'ü'.repeat(62));
    await page.fill('#code', '3000');
    assert.deepEqual(await state(), {
      shown: 'close() will reject the reason. It has 124 bytes, at most 123 are allowed.',
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

  for (const implementation of ['ours', 'native']) {
    describe(`with ${implementation}`, implementation === 'native' ? inFirst : {}, () => {
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
    await page.waitFor('the problem', async () => (await page.problem('#connect')).includes('was lost'));
    await page.waitFor('its event', async () => (await page.entries()).length > 0);
    assert.match(
      (await page.entries()).at(-1).content,
      /^new WebSocket\(.*\) threw Error: The worker of the socket was lost: /,
    );
    await page.choose('place', 'window');
    await page.connectAndOpen();
    assert.equal(await page.problem('#connect'), '');
  });
});
