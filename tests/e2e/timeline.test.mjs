// The timeline: every event, of 100,000 the ones in sight, what is in them, and what can be done with them.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { By, Key, Select } from 'selenium-webdriver';
import { violationsIn } from './axe.mjs';
import { inEveryEngine } from './site.mjs';

const PNG =
  '89504e470d0a1a0a0000000d4948445200000001000000010804000000b51c0c020000000b4944415478da6364f80f00010501012718e3660000000049454e44ae426082';
const SVG = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>').toString('hex');

inEveryEngine('the timeline', ({ driver, echoUrl, openPage }) => {
  const run = (script, ...args) => driver().executeScript(script, ...args);
  const serverUrl = (path) => echoUrl().replace('/echo', path);
  const count = () => run(() => document.querySelector('#log-count').textContent);
  const liveUrls = () => run(() => (window.wrappedJSObject ?? window).liveUrls);
  const type = (...keys) =>
    driver()
      .actions()
      .sendKeys(...keys)
      .perform();
  const pictures = () =>
    driver().executeAsyncScript((done) =>
      requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(done))),
    );
  /** Writes down from now on what the live region says, for `told`: a line for each. */
  const listen = () =>
    run(() => {
      const page = window.wrappedJSObject ?? window;
      page.news = '';
      const region = document.querySelector('#log-news');
      new MutationObserver(() => {
        page.news += `${region.textContent}\n`;
      }).observe(region, { childList: true });
    });
  const told = () => run(() => (window.wrappedJSObject ?? window).news);
  /** The row that has the focus: its place. */
  const focused = () => run(() => Number(document.activeElement.closest('.entry')?.getAttribute('aria-posinset') ?? 0));
  const open = async (place) => {
    await (await driver().findElement(By.css(`.entry[aria-posinset="${place}"] .head`))).click();
    return driver().findElement(By.css(`.entry[aria-posinset="${place}"] .details`));
  };
  const choose = async (selector, label) =>
    new Select(await driver().findElement(By.css(selector))).selectByVisibleText(label);
  /** Presses a button and gives what it downloads. */
  const downloaded = async (selector) => {
    await run(() => {
      // In Firefox, what drivers run has views of its own of the page's objects.
      const page = window.wrappedJSObject ?? window;
      page.taken = '';
      const blobs = new Map();
      const { createObjectURL } = page.URL;
      page.URL.createObjectURL = (blob) => {
        const url = createObjectURL.call(page.URL, blob);
        blobs.set(url, blob);
        return url;
      };
      // Where a browser puts its downloads is no matter of the page's.
      page.HTMLAnchorElement.prototype.click = function taken() {
        const { href, download: name } = this;
        const reader = new FileReader();
        reader.onload = () => {
          page.taken = JSON.stringify({ name, text: reader.result });
        };
        reader.readAsText(blobs.get(href));
      };
    });
    await (await driver().findElement(By.css(selector))).click();
    await driver().wait(() => run(() => (window.wrappedJSObject ?? window).taken !== ''), 20_000, 'a download');
    return JSON.parse(await run(() => (window.wrappedJSObject ?? window).taken));
  };

  describe('of 100,000 messages', () => {
    test('has few rows on the page, the right ones wherever it is scrolled to, and follows its end unless somebody reads', async () => {
      const page = await openPage();
      await page.connect({ url: `${serverUrl('/send')}?text=hello&count=99998` });
      await page.waitFor('all messages', async () => (await count()).startsWith('100,000 in all'));
      const inSight = async () => {
        await pictures();
        return run(() => {
          const box = document.querySelector('#log').getBoundingClientRect();
          const rows = Array.from(document.querySelectorAll('#log .entry'));
          const seen = rows.filter(
            (row) =>
              row.getBoundingClientRect().bottom > box.top + 1 && row.getBoundingClientRect().top < box.bottom - 1,
          );
          const places = seen.map((row) => Number(row.ariaPosInSet));
          const gaps = seen
            .slice(1)
            .filter(
              (row, index) =>
                Math.abs(row.getBoundingClientRect().top - seen[index].getBoundingClientRect().bottom) > 1.5,
            );
          return {
            first: places[0],
            last: places.at(-1),
            rows: rows.length,
            gaps: gaps.length,
            isInOrder: places.every(
              (place, index) => place === places[0] + index && Number(seen[index].dataset.id) === place,
            ),
            coversBox:
              seen.length > 0 &&
              seen[0].getBoundingClientRect().top <= box.top + 2 &&
              seen.at(-1).getBoundingClientRect().bottom >= box.bottom - 3,
            of: rows[0].ariaSetSize,
            hasButton: !document.querySelector('#log-newest').hidden,
          };
        });
      };
      const scrollTo = (part) =>
        run((where) => {
          const log = document.querySelector('#log');
          log.scrollTop = where * (log.scrollHeight - log.clientHeight);
        }, part);
      const check = (seen) => {
        assert.ok(seen.rows < 200, `${seen.rows} rows`);
        assert.deepEqual(
          { gaps: seen.gaps, isInOrder: seen.isInOrder, coversBox: seen.coversBox, of: seen.of },
          { gaps: 0, isInOrder: true, coversBox: true, of: '100000' },
        );
      };

      const end = await inSight();
      check(end);
      assert.deepEqual([end.last, end.hasButton], [100_000, false]);
      await scrollTo(0.5);
      const middle = await inSight();
      check(middle);
      assert.ok(middle.first > 49_000 && middle.last < 51_000, JSON.stringify(middle));
      assert.ok(middle.hasButton);
      await scrollTo(0);
      const top = await inSight();
      check(top);
      assert.equal(top.first, 1);

      await page.press('#log-newest');
      const again = await inSight();
      check(again);
      assert.deepEqual([again.last, again.hasButton, await focused()], [100_000, false, 100_000]);

      // More come, after connect and open, and the close of the one before: what is read stays, and the oldest go.
      await scrollTo(0.95);
      const read = await inSight();
      const idInSight = () =>
        run(() => {
          const { top: edge } = document.querySelector('#log').getBoundingClientRect();
          const row = Array.from(document.querySelectorAll('#log .entry')).find(
            (one) => one.getBoundingClientRect().bottom > edge + 1,
          );
          return [Number(row.dataset.id), Math.round(row.getBoundingClientRect().top - edge)];
        });
      const before = await idInSight();
      await page.connect({ url: `${serverUrl('/send')}?text=more&count=10000` });
      await page.waitFor('more messages', async () => (await count()).startsWith('110,003 in all'));
      await pictures();
      assert.deepEqual(await idInSight(), before);
      assert.equal(await count(), '110,003 in all; the newest 100,000 are kept');
      assert.ok(read.last < 100_000);
      await page.press('#log-newest');
      await pictures();
      const newest = await page.rows();
      assert.equal(newest.at(-1).id, 110_003);
      assert.ok(newest.some(({ content }) => content === 'more'));

      await page.press('#log-clear');
      await page.waitFor('an empty timeline', async () => (await page.rows()).length === 0);
      assert.equal(await count(), '0 in all');
      assert.equal(
        await page.find('#log-empty').then((element) => element.getText()),
        'Nothing yet: connect, then send.',
      );
      assert.equal(await page.pageErrors(), '');
    });
  });

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
    await page.waitFor('all messages', async () => (await count()) === '404 in all');
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
    await page.sendBytes('41'.repeat(4095) + '7a00ff');
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

  test('filters by direction and kind, searches, pauses, copies and exports', async () => {
    const page = await openPage();
    await page.connectAndOpen({ protocols: 'chat' });
    await page.sendText('Grüße aus dem Ätna');
    await page.sendBytes('00 ca fe 01', 'Uint8Array');
    await page.waitForEntry({ direction: 'in', kind: 'Blob', content: '00 ca fe 01' });
    const shown = async () => (await page.rows()).map(({ direction, kind }) => `${direction} ${kind}`);
    const all = ['out connect', 'in open', 'out text', 'in text', 'out Uint8Array', 'in Blob'];
    assert.deepEqual(await shown(), all);

    const shows = async (...expected) => {
      await page.waitFor(
        expected.join(),
        async () => JSON.stringify(await shown()) === JSON.stringify(expected) && !/searching/.test(await count()),
      );
      assert.match(await count(), new RegExp(`^${expected.length} of 6 match`));
    };
    await choose('#log-direction', 'In');
    await shows('in open', 'in text', 'in Blob');
    await choose('#log-kind', 'Messages');
    await shows('in text', 'in Blob');
    await choose('#log-kind', 'Events');
    await shows('in open');
    await choose('#log-direction', 'In and out');
    await choose('#log-kind', 'All kinds');
    await page.fill('#log-search', 'ätna');
    await shows('out text', 'in text');
    await page.fill('#log-search', 'ca fe');
    await shows('out Uint8Array', 'in Blob');
    await page.fill('#log-search', 'chat');
    await shows('out connect', 'in open');
    await page.fill('#log-search', 'nowhere');
    await shows();
    assert.equal(await page.find('#log-empty').then((element) => element.getText()), 'Nothing matches the filter.');

    // A pause holds while another filter is chosen.
    await page.press('#log-pause');
    await page.sendText('during the pause');
    await page.waitFor('what waits', async () => (await count()) === '0 of 8 match; paused, 2 new');
    await page.fill('#log-search', '');
    await page.waitFor('what was before', async () => (await count()) === '8 in all; paused, 2 new');
    assert.deepEqual(await shown(), all);
    await page.press('#log-pause');
    await page.waitFor('what has come', async () => (await shown()).length === 8);
    assert.equal(await count(), '8 in all');

    await choose('#log-kind', 'Messages');
    const { name, text } = await downloaded('#log-json');
    assert.match(name, /^events-.*\.json$/);
    assert.deepEqual(
      JSON.parse(text).entries.map(({ direction, text: its, base64 }) => [direction, its ?? base64]),
      [
        ['out', 'Grüße aus dem Ätna'],
        ['in', 'Grüße aus dem Ätna'],
        ['out', 'AMr+AQ=='],
        ['in', 'AMr+AQ=='],
        ['out', 'during the pause'],
        ['in', 'during the pause'],
      ],
    );
    const har = await downloaded('#log-har');
    assert.match(har.name, /^events-.*\.har$/);
    const [entry] = JSON.parse(har.text).log.entries;
    assert.deepEqual([entry.request.url, entry.response.status, entry._resourceType], [echoUrl(), 101, 'websocket']);
    assert.deepEqual(
      entry._webSocketMessages.slice(1, 4).map(({ type: way, opcode, data }) => [way, opcode, data]),
      [
        ['receive', 1, 'Grüße aus dem Ätna'],
        ['send', 2, 'AMr+AQ=='],
        ['receive', 2, 'AMr+AQ=='],
      ],
    );

    await listen();
    await page.press('#log-copy');
    await page.waitFor('the copy', async () => (await told()).includes('Copied 6 events.\n'));
    await page.choose('kind', 'text');
    await page.fill('#text', '');
    await page.press('#text');
    await driver().actions().keyDown(Key.CONTROL).sendKeys('v').keyUp(Key.CONTROL).perform();
    const lines = (await page.valueOf('#text')).split('\n').map((line) => line.split('\t').slice(1).join(' '));
    assert.deepEqual(lines.slice(1, 4), [
      '#1 in text 21 B Grüße aus dem Ätna',
      '#1 out Uint8Array 4 B 00 ca fe 01',
      '#1 in Blob 4 B 00 ca fe 01',
    ]);
    assert.equal(await page.pageErrors(), '');
  });

  test('is a feed that axe finds nothing wrong with, and tells of events in summary', async () => {
    const page = await openPage();
    const violations = () => violationsIn(driver(), '.events');
    assert.deepEqual(await violations(), []);
    await listen();
    await page.connect({ url: `${serverUrl('/send')}?text=${encodeURIComponent('{"a":1}')}&count=500&close` });
    await page.waitFor('the news', async () => /connection closed, code 1000/.test(await told()));
    const news = (await told()).trim().split('\n');
    const received = news.flatMap((text) =>
      Array.from(text.matchAll(/received (\d+) messages?/g), ([, number]) => Number(number)),
    );
    assert.equal(
      received.reduce((sum, number) => sum + number, 0),
      500,
    );
    assert.ok(news.length <= 4, JSON.stringify(news));
    assert.match(news[0], /connection open/);

    const [first] = await page.rows();
    const details = await open(503 - 1);
    assert.ok(await details.isDisplayed());
    assert.deepEqual(await violations(), []);
    assert.equal(first.of, 503);
    const row = await driver().findElement(By.css('.entry[aria-posinset="502"]'));
    assert.equal(await row.getAriaRole(), 'article');
    assert.match(
      await row.findElement(By.css('.head')).getAccessibleName(),
      /^\d\d:\d\d:\d\d\.\d{3} #1 ↓? ?in text 7 B \{"a":1\}$/,
    );
    const widths = await run(() =>
      Array.from(
        document.querySelectorAll('.events :is(button, select, input)'),
        (node) => node.getBoundingClientRect().height,
      ),
    );
    assert.ok(
      widths.every((height) => height === 0 || height >= 24),
      JSON.stringify(widths),
    );
  });

  test('keeps each session’s own events, open rows and pause', async () => {
    const page = await openPage();
    await page.connectAndOpen();
    await open(2);
    await page.press('#log-pause');
    await page.sendText('held back');
    await page.waitFor('what waits', async () => (await count()) === '4 in all; paused, 2 new');
    await page.press('#add-tab');
    await page.waitFor('an empty timeline', async () => (await count()) === '0 in all');
    assert.equal(await run(() => document.querySelector('#log-pause').ariaPressed), 'false');
    await (await driver().findElement(By.css('#tabs [role=tab]'))).click();
    await page.waitFor('the first one again', async () => (await count()) === '4 in all; paused, 2 new');
    assert.deepEqual(
      (await page.rows()).map(({ kind }) => kind),
      ['connect', 'open'],
    );
    assert.equal(await run(() => document.querySelector('.entry[aria-posinset="2"] .head').ariaExpanded), 'true');
    assert.equal(await run(() => document.querySelector('#log-pause').ariaPressed), 'true');
  });
});
