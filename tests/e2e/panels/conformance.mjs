// The conformance panel: the suite's items in this very browser, with a server and without.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { serveFolder } from '../../../servers/static_server.mjs';
import { assertFitsPhone, PanelPage } from './panel_page.mjs';

const DIST = fileURLToPath(new URL('../../../www/dist', import.meta.url));
const ENDED = /^\d+ items?\. /;

/** Defines its tests for an engine; see inEveryEngine. */
export const conformanceTests = (site) =>
  describe('conformance', site.inFirst, () => {
    sectionTests(site);
    stopTests(site);
    serverlessTests(site);
  });

function sectionTests(site) {
  const { engine } = site;

  test('runs the items of a section on both classes, and shows what differs', async () => {
    const page = await open(site);
    await page.waitFor('all items', async () => (await rowsOf(page)).length > 150);
    await page.choose('#conformance-section', '12');
    await page.waitFor('the items of the section', async () =>
      (await rowsOf(page)).every(({ numbers }) => /(^|, )12\./.test(numbers)),
    );
    await page.press('Run');
    assert.match(await page.waitForStatus(ENDED), /websocket-wasm fails/);
    const rows = await rowsOf(page);
    assert.ok(rows.length >= 9);
    const item = (title) => rows.find((row) => row.title === title);
    // What README.md says of each engine.
    for (const [title, engines] of [
      ['a code halfway between two numbers is rounded to the even one', ['chromium', 'webkit']],
      ['a reason without a code is sent with the code 1000', ['chromium', 'firefox', 'webkit']],
      ['a host with a forbidden character is a SyntaxError', ['chromium']],
      ['an empty url is the base URL', ['firefox']],
    ]) {
      const isDifferent = engines.includes(engine);
      const { ours, native, words, differs } = item(title);
      assert.deepEqual([ours, native, differs], ['✓ pass', isDifferent ? '✗ fail' : '✓ pass', isDifferent], title);
      assert.equal(/^native: ./.test(words), isDifferent, title);
    }
    const counted = await page.run(() =>
      Array.from(document.querySelectorAll('.counts tbody tr'), ({ cells }) =>
        Array.from(cells)
          .slice(1)
          .reduce((sum, cell) => sum + Number(cell.textContent), 0),
      ),
    );
    assert.deepEqual(counted, [rows.length, rows.length]);

    await (await page.find('#conformance-only')).click();
    const shown = (await rowsOf(page)).filter(({ isShown }) => isShown);
    assert.deepEqual(
      shown,
      rows.filter(({ differs }) => differs),
    );
    assert.ok(shown.length > 0);
    await page.assertSound();
  });
}

function stopTests(site) {
  test('can be stopped, and started again', async () => {
    const page = await open(site);
    await page.press('Run');
    await page.waitFor('a result', async () => (await rowsOf(page)).some(({ ours }) => ours === '✓ pass'));
    assert.equal(await page.run(() => document.activeElement.textContent), 'Stop');
    await page.press('Stop');
    await page.waitForStatus(/^Stopped\. \d+ items?\. /);
    assert.ok((await rowsOf(page)).some(({ ours }) => ours === '…'));
    await page.choose('#conformance-section', '3');
    await page.press('Run');
    await page.waitForStatus(ENDED);
    assert.ok((await rowsOf(page)).every(({ ours }) => ours === '✓ pass'));
  });
}

function serverlessTests({ driver }) {
  test('without a server runs what needs none, and says what is missing', async (t) => {
    const host = await serveFolder(DIST);
    t.after(() => host.close());
    const page = await PanelPage.open(driver(), `${host.url}/`, 'conformance');
    assert.match(await page.text('.missing'), /server is missing.*npm start.*config\.json/s);
    await page.choose('#conformance-section', '1');
    await page.press('Run');
    await page.waitForStatus(ENDED);
    const rows = await rowsOf(page);
    const outcomes = new Set(rows.flatMap(({ ours }) => ours));
    assert.deepEqual(outcomes, new Set(['✓ pass', '– skip']));
    for (const { words } of rows.filter(({ ours }) => ours === '– skip')) assert.match(words, /^there is no .* here$/);

    await assertFitsPhone(t, driver(), `${host.url}/`, 'conformance', async (phone) => {
      await phone.choose('#conformance-section', '1');
      await phone.press('Run');
      await phone.waitForStatus(ENDED);
    });
  });
}

const open = ({ driver, siteUrl }) => PanelPage.open(driver(), siteUrl(), 'conformance');

/** The items: their numbers and titles, the outcomes, what is said of them. */
function rowsOf(page) {
  return page.run(() =>
    Array.from(document.querySelectorAll('.items tbody tr'), (row) => {
      const [numbers, title, ours, native] = row.cells;
      return {
        numbers: numbers.textContent,
        title: title.firstChild.textContent,
        words: Array.from(title.querySelectorAll('.words'), ({ textContent }) => textContent).join('\n'),
        ours: ours.textContent,
        native: native.textContent,
        differs: row.hasAttribute('data-differs'),
        isShown: row.checkVisibility(),
      };
    }),
  );
}
