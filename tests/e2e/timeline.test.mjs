// The timeline: of 100,000 events the ones in sight, for everybody, and each session's own.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { By } from 'selenium-webdriver';
import { violationsIn } from './axe.mjs';
import { inEveryEngine } from './site.mjs';
import { timelineOf } from './timeline_page.mjs';

inEveryEngine('the timeline', (site) => {
  const { driver, openPage } = site;
  const { run, serverUrl, count, pictures, listen, told, focused, open } = timelineOf(site);

  describe('of 100,000 messages', () => {
    test('has few rows on the page, the right ones wherever it is scrolled to, and follows its end unless somebody reads', async () => {
      const page = await openPage();
      await page.connect({ url: `${serverUrl('/send')}?text=hello&count=99998` });
      await page.waitFor('all messages', async () => (await count()).startsWith('100,000 events'));
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
      await page.waitFor('more messages', async () => (await count()).startsWith('110,003 events'));
      await pictures();
      assert.deepEqual(await idInSight(), before);
      assert.equal(await count(), '110,003 events; the page keeps the newest 100,000');
      assert.ok(read.last < 100_000);
      await page.press('#log-newest');
      await pictures();
      const newest = await page.rows();
      assert.equal(newest.at(-1).id, 110_003);
      assert.ok(newest.some(({ content }) => content === 'more'));

      await page.press('#log-clear');
      await page.waitFor('an empty timeline', async () => (await page.rows()).length === 0);
      assert.equal(await count(), '0 events');
      assert.equal(
        await page.find('#log-empty').then((element) => element.getText()),
        'No events yet. Each call, event and message appears here, the newest at the end.',
      );
      assert.equal(await page.pageErrors(), '');
    });
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
    await page.waitFor('what waits', async () => (await count()) === '4 events; paused, 2 new');
    await page.press('#add-tab');
    await page.waitFor('an empty timeline', async () => (await count()) === '0 events');
    assert.equal(await run(() => document.querySelector('#log-pause').ariaPressed), 'false');
    await (await driver().findElement(By.css('#tabs [role=tab]'))).click();
    await page.waitFor('the first one again', async () => (await count()) === '4 events; paused, 2 new');
    assert.deepEqual(
      (await page.rows()).map(({ kind }) => kind),
      ['connect', 'open'],
    );
    assert.equal(await run(() => document.querySelector('.entry[aria-posinset="2"] .head').ariaExpanded), 'true');
    assert.equal(await run(() => document.querySelector('#log-pause').ariaPressed), 'true');
  });
});
