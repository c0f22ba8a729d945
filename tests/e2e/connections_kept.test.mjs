// What is kept of connections, and exchanged: profiles, files of them, and the URLs that were used last.
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { violationsIn } from './axe.mjs';
import {
  ARROW_DOWN,
  ARROW_UP,
  chosen,
  DELETE,
  END,
  ENTER,
  ESCAPE,
  HOME,
  nameAndUrl,
  notice,
  readFocus,
  readTabs,
  selectTab,
  type,
  waitForTabs,
} from './connections_page.mjs';
import { inEveryEngine } from './site.mjs';

inEveryEngine('connections', ({ driver, openPage, echoUrl, inFirst }) => {
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

  test(
    'come to nothing if what was kept is broken, or nothing can be kept, which is told in one line',
    inFirst,
    async () => {
      let page = await openPage();
      await driver().executeScript(() =>
        localStorage.setItem('websocket-wasm console', '{"version": 1, "profiles": [{"url": 7}, {"name": "Fine"}]}'),
      );
      page = await openPage({ keeps: true });
      assert.equal(
        await notice(page),
        'Some stored connections cannot be read: profiles[0].url is a number, not text.',
      );
      await waitForTabs(page, '[Fine, not connected]');
      await page.press('#notice button');
      assert.equal(await notice(page), '');
      await driver().executeScript(() => {
        Storage.prototype.setItem = () => {
          throw new Error('from the test');
        };
      });
      await page.fill('#name', 'New');
      assert.equal(await notice(page), 'This browser does not store the connections: from the test');
      assert.deepEqual(await violationsIn(driver(), '#notice'), []);
      await page.press('#notice button');
      await page.connectAndOpen({ url: echoUrl() });
      await waitForTabs(page, '[New, open]');
      assert.equal(await notice(page), '');
      assert.equal(await page.pageErrors(), '');
    },
  );

  test('go into a file and come out of one; a bad one is explained, and adds nothing', inFirst, async (t) => {
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
      [
        '{\n  "version": 1,\n  profiles: []\n}',
        /^The page imported nothing from connections\.json\. .*“profiles”.*line 3/,
      ],
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

  test('offer the URLs that were used last, from which one can be removed', inFirst, async () => {
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
    assert.match(await (await page.find('#recent')).getText(), /^No URLs yet/);
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
});
