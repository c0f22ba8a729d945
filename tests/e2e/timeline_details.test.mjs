// The timeline's rows: how they are opened and moved through, and what is in them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { By, Key } from 'selenium-webdriver';
import { inEveryEngine } from './site.mjs';
import { timelineOf } from './timeline_page.mjs';

const PNG =
  '89504e470d0a1a0a0000000d4948445200000001000000010804000000b51c0c020000000b4944415478da6364f80f00010501012718e3660000000049454e44ae426082';
const SVG = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>').toString('hex');

inEveryEngine('the timeline', (site) => {
  const { driver, openPage } = site;
  const { run, serverUrl, count, liveUrls, type, pictures, listen, told, focused, open, downloaded } = timelineOf(site);

  test('opens by pointer and by key, moves by keys, and keeps the focus whatever comes', async () => {
    const page = await openPage();
    await page.connectAndOpen({ url: `${serverUrl('/play')}?script=${encodeURIComponent(JSON.stringify([]))}` });
    await page.sendText('{"b":1234567890123456789012,"a":[true]}');
    await page.waitForEntry({ direction: 'in', kind: 'text' });
    const details = await open(4);
    assert.equal(
      await details.findElement(By.css('.whole')).getText(),
      '{\n  "b": 1234567890123456789012,\n  "a": [\n    true\n  ]\n}',
    );
    await details.findElement(By.css('[aria-pressed]')).click();
    assert.equal(await details.findElement(By.css('.whole')).getText(), '{"b":1234567890123456789012,"a":[true]}');
    await type(Key.ESCAPE);
    assert.equal(await focused(), 4);

    await type(Key.ENTER);
    await page.waitFor('closed details', async () => !(await run(() => document.querySelector('#log .details'))));
    assert.equal(await (await page.find('#log-newest')).isDisplayed(), false);
    await type(Key.SPACE);
    await page.waitFor('open details', () =>
      run(() => document.activeElement.ariaExpanded === 'true' && Boolean(document.querySelector('#log .details'))),
    );
    await type(Key.SPACE);
    for (const [key, place] of [
      [Key.ARROW_UP, 3],
      [Key.ARROW_UP, 2],
      [Key.ARROW_DOWN, 3],
      [Key.HOME, 1],
      [Key.ARROW_UP, 1],
      [Key.END, 4],
      [Key.ARROW_DOWN, 4],
      [Key.PAGE_UP, 1],
      [Key.PAGE_DOWN, 4],
      [Key.HOME, 1],
    ]) {
      await type(key);
      assert.equal(await focused(), place, `after ${JSON.stringify(key)}`);
    }
    await run(() => {
      const form = document.querySelector('#send');
      for (let index = 0; index < 200; index += 1) form.requestSubmit();
    });
    await page.waitFor('all messages', async () => (await count()) === '404 events');
    assert.equal(await focused(), 1);
    await type(Key.END);
    assert.equal(await focused(), 404);
    await type(Key.PAGE_UP);
    const above = await focused();
    assert.ok(above > 370 && above < 403, `${above}`);
    await run(() => {
      document.querySelector('#log').scrollTop = 0;
    });
    await pictures();
    assert.equal(await focused(), above);
    await type(Key.ARROW_DOWN);
    assert.equal(await focused(), above + 1);
    assert.ok(
      await run(() => {
        const log = document.querySelector('#log').getBoundingClientRect();
        const row = document.activeElement.getBoundingClientRect();
        return row.top >= log.top - 1 && row.bottom <= log.bottom + 1;
      }),
      'the row with the focus is out of sight',
    );
    // The row goes, the focus stays in the list, and the keys go on.
    await run(() => {
      const select = document.querySelector('#log-kind');
      select.value = 'events';
      select.dispatchEvent(new Event('change', { bubbles: true }));
    });
    await pictures();
    assert.equal(await run(() => document.activeElement.id), 'log');
    await type(Key.HOME);
    assert.equal(await focused(), 1);
    assert.equal(await page.pageErrors(), '');
  });

  test('tells what a message of a library says', async () => {
    const page = await openPage();
    await page.connectAndOpen();
    await page.sendText('{"jsonrpc":"2.0","method":"sum","params":[1,2],"id":1}');
    await page.waitForEntry({ direction: 'in', kind: 'text' });
    const words = await (await open(4)).findElement(By.css('.dialect'));
    await page.waitFor(
      'the words',
      async () => (await words.getText()) === 'JSON-RPC: calls “sum” with 2 parameters, request 1',
    );
    await page.sendText('plain');
    await page.waitForEntry({ direction: 'in', kind: 'text' }, 2);
    assert.equal(await (await (await open(6)).findElement(By.css('.dialect'))).isDisplayed(), false);
    assert.equal(await page.pageErrors(), '');
  });

  test('shows bytes as a hex dump in pages, images, and everything to be copied or saved', async () => {
    const page = await openPage();
    await page.choose('binaryType', 'arraybuffer');
    await page.connectAndOpen();
    await run(() => {
      const page = window.wrappedJSObject ?? window;
      page.liveUrls = 0;
      const { createObjectURL, revokeObjectURL } = page.URL;
      page.URL.createObjectURL = (blob) => {
        page.liveUrls += 1;
        return createObjectURL.call(page.URL, blob);
      };
      page.URL.revokeObjectURL = (url) => {
        page.liveUrls -= 1;
        revokeObjectURL.call(page.URL, url);
      };
    });
    await page.sendBytes(`${'41'.repeat(4095)}7a00ff`);
    await page.waitForEntry({ direction: 'in', kind: 'ArrayBuffer' });
    const details = await open(4);
    const dump = await details.findElement(By.css('.whole'));
    await page.waitFor('the dump', async () =>
      (await dump.getText()).startsWith(`0000  ${'41 '.repeat(16)} ${'A'.repeat(16)}\n0010`),
    );
    assert.match(await dump.getText(), /0ff0 {2}(41 ){15}7a {2}A{15}z$/);
    assert.ok(
      await run(() => {
        const { top, bottom } = document.querySelector('#log').getBoundingClientRect();
        const head = document.activeElement.getBoundingClientRect();
        return head.top >= top - 1 && head.bottom <= bottom + 1;
      }),
      'what was opened is out of sight',
    );
    const [earlier, later] = await details.findElements(By.css('.pages button'));
    await later.click();
    await page.waitFor('the next page', async () => (await dump.getText()).startsWith('1000  00 ff'));
    assert.equal(await details.findElement(By.css('.place')).getText(), '4,097 to 4,098 of 4,098 bytes');
    await earlier.click();
    await page.waitFor('the page before', async () => (await dump.getText()).startsWith('0000  41'));
    await type(Key.ESCAPE, Key.ENTER);

    // An image is shown, as a Blob too; an image that could be a program is not.
    await page.sendBytes(PNG, 'Blob');
    await page.waitForEntry({ direction: 'in', kind: 'ArrayBuffer' }, 2);
    for (const place of [5, 6]) {
      const image = await open(place);
      await page.waitFor('the image', () => run((node) => node.querySelector('img')?.naturalWidth === 1, image));
      assert.ok(
        await image
          .findElement(By.css('img'))
          .getAttribute('alt')
          .then((alt) => /image\/png/.test(alt)),
      );
      assert.equal(await liveUrls(), 1);
      await type(Key.ENTER);
      await page.waitFor('the image to go', async () => (await liveUrls()) === 0);
    }
    await page.sendBytes(SVG, 'Blob');
    await page.waitForEntry({ direction: 'in', kind: 'ArrayBuffer' }, 3);
    const drawing = await open(7);
    await page.waitFor('the dump', async () =>
      (await drawing.findElement(By.css('.whole')).getText()).includes('<svg'),
    );
    assert.equal((await drawing.findElements(By.css('img'))).length, 0);

    const { name, text } = await downloaded('.entry[aria-posinset="7"] .details-actions button:nth-child(2)');
    assert.deepEqual([name, text], ['message-7.bin', '<svg xmlns="http://www.w3.org/2000/svg"/>']);
    await listen();
    await drawing.findElement(By.css('.details-actions button')).click();
    await page.waitFor('the copy', async () => (await told()).includes('Copied.\n'));
    await page.choose('kind', 'text');
    await page.fill('#text', '');
    await page.press('#text');
    await driver().actions().keyDown(Key.CONTROL).sendKeys('v').keyUp(Key.CONTROL).perform();
    assert.equal((await page.valueOf('#text')).replaceAll(' ', ''), SVG);
    assert.equal(await page.pageErrors(), '');
  });
});
