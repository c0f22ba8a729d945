// The benchmark panel: its short form in this browser. What the figures are is not tested, but that there are some.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { serveFolder } from '../../../servers/static_server.mjs';
import { assertFitsPhone, PanelPage } from './panel_page.mjs';

const DIST = fileURLToPath(new URL('../../../www/dist', import.meta.url));
const RATIO = /^(websocket-wasm|native again) \d+\.\d\d \(\d+\.\d\d–\d+\.\d\d\)$/;

/** Defines its tests for an engine; see inEveryEngine. */
export const benchmarkTests = ({ inFirst, driver, siteUrl }) =>
  describe('benchmark', inFirst, () => {
    test('measures a case, draws its ratios and puts them in words; another run can be stopped', async () => {
      const page = await PanelPage.open(driver(), siteUrl(), 'benchmark');
      assert.equal((await chartOf(page)).length, 4);
      await page.choose('#benchmark-length', '3');
      await choose(page, ['round-trip']);
      await page.press('Run');
      assert.equal(await page.run(() => document.activeElement.textContent), 'Stop');
      await page.waitForStatus(/^Done/);
      const [row, ...others] = await chartOf(page);
      assert.deepEqual(others, []);
      assert.equal(row.title, 'round trip, text, 16 B');
      for (const words of row.words.slice(0, 2)) assert.match(words, RATIO);
      assert.equal(row.words[2], 'Too few pairs for a conclusion.');
      assert.deepEqual(row.marks, ['ours', 'control']);
      assert.equal(await page.run(() => document.querySelector('.benchmark progress').position), 1);
      await page.assertSound();

      await choose(page, ['send-text-16b', 'receive-text-16b', 'round-trip', 'open-close']);
      await page.press('Run');
      await page.waitFor('a step', async () => (await page.text('.step')).startsWith('send text, 16 B: '));
      await page.press('Stop');
      await page.waitForStatus(/^Stopped/);
      assert.deepEqual(
        await page.run(() => [document.querySelectorAll('iframe').length, document.activeElement.textContent]),
        [0, 'Run'],
      );

      await choose(page, []);
      await page.press('Run');
      assert.equal(await page.text('.problem'), 'Choose a case first.');
    });

    test('says what is missing if there is no server, and fits a phone', async (t) => {
      const host = await serveFolder(DIST);
      t.after(() => host.close());
      await assertFitsPhone(t, driver(), `${host.url}/`, 'benchmark', async (page) => {
        assert.match(await page.text('.missing'), /server is missing.*npm start.*config\.json/s);
        assert.equal(await (await page.find('.actions .primary')).isEnabled(), false);
      });
    });
  });

/** Checks these cases and no others. */
function choose(page, cases) {
  return page.run((wanted) => {
    for (const box of document.querySelectorAll('.benchmark [name="case"]'))
      if (box.checked !== wanted.includes(box.value)) box.click();
  }, cases);
}

/** The rows of the chart: what is written there, and whose marks are drawn within the track. */
function chartOf(page) {
  return page.run(() =>
    Array.from(document.querySelectorAll('.chart li'), (row) => {
      const track = row.querySelector('.track').getBoundingClientRect();
      const isInside = (mark) => {
        const { left, right } = mark.getBoundingClientRect();
        return right >= track.left && left <= track.right;
      };
      return {
        title: row.querySelector('h3').textContent,
        words: Array.from(row.querySelectorAll('.figures-of span'), ({ textContent }) => textContent),
        marks: Array.from(row.querySelectorAll('.track .dot'))
          .filter(isInside)
          .map(({ classList }) => classList[1]),
      };
    }),
  );
}
