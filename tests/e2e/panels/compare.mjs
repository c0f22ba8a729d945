// Side by side: one script on both classes, with the differences marked.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Key } from 'selenium-webdriver';
import { assertFitsPhone, PanelPage } from './panel_page.mjs';

/** What README.md says: in which engines the classes differ, by the title of a piece of the first example. */
const DIFFERS = {
  'Close code 999.5': ['chromium', 'webkit'],
  'A reason without a code': ['chromium', 'firefox', 'webkit'],
  'A host with a space': ['chromium'],
  'An empty URL': ['firefox'],
  'A subprotocol that the server does not confirm': ['firefox', 'webkit'],
  'A subprotocol in a different case': ['webkit'],
  'Protocols in an object': ['chromium', 'firefox', 'webkit'],
  'bufferedAmount after closing': ['webkit'],
};
const SAME_EVERYWHERE = ['An exchange without differences', 'close() before open', 'The server closes'];

/** Defines its tests for an engine; see inEveryEngine. */
export const compareTests = (site) =>
  describe('side by side', () => {
    exampleTests(site);
    outcomeTests(site);
    differenceTests(site);
    mistakeTests(site);
  });

function exampleTests(site) {
  const { engine } = site;

  test('the examples differ in this engine as README.md says', async () => {
    const page = await open(site);
    await runAndWait(page);
    const script = (await (await page.find('#compare-script')).getProperty('value')).split('\n');
    const titleAt = (line) =>
      script
        .slice(0, line)
        .findLast((text) => Object.hasOwn(DIFFERS, text.slice(2, -1)))
        .slice(2, -1);
    const differing = await page.run(() =>
      Array.from(document.querySelectorAll('.compare [data-differs]'), (row) =>
        Number(row.closest('tbody').querySelector('.line').textContent || 1e9),
      ),
    );
    assert.deepEqual(
      new Set(differing.map(titleAt)),
      new Set(Object.keys(DIFFERS).filter((title) => DIFFERS[title].includes(engine))),
    );
    for (const name of SAME_EVERYWHERE) {
      await page.choose('#compare-preset', name);
      await runAndWait(page);
      assert.equal(await page.status(), NO_DIFFERENCES, name);
    }
  });
}

function outcomeTests(site) {
  test('shows what each command gave and the events that followed, the same at every run', async () => {
    const page = await open(site);
    await page.fill('#compare-script', EXCHANGE);
    await runAndWait(page);
    const rows = await rowsOf(page);
    assert.deepEqual(rows, [
      'connect /echo chat',
      both('returned'),
      'wait open',
      both('open fired'),
      both('open protocol "chat"'),
      'send hello',
      both('returned'),
      'blob 01 ff',
      both('returned'),
      'wait message',
      both('message fired'),
      both('message "hello"'),
      'wait message',
      both('message fired'),
      both('message Blob 01 ff'),
      'binaryType arraybuffer',
      both('returned'),
      'bytes 00',
      both('returned'),
      'wait message',
      both('message fired'),
      both('message ArrayBuffer 00'),
      'close 4001 done',
      both('returned'),
      'read readyState',
      both('readyState 2'),
      'end of the script',
      both('readyState 3'),
      both('close 4001 "done" clean'),
    ]);
    await runAndWait(page);
    assert.deepEqual(await rowsOf(page), rows);
    await page.assertSound();
  });
}

function differenceTests(site) {
  test('marks differences in words, and shows how each class words an error', site.inFirst, async () => {
    const page = await open(site);
    await page.fill('#compare-script', 'connect /echo {"protocols": ["chat"]}\nwait open\nconnect "ftp://"\nsend lost');
    // By the keyboard.
    await (await page.find('#compare-script')).sendKeys(Key.chord(Key.CONTROL, Key.ENTER));
    await page.waitForStatus(/^\d+ difference|^No diff/);
    const rows = await rowsOf(page);
    assert.deepEqual(rows[1], { ours: 'returned', native: 'threw SyntaxError', mark: 'different' });
    assert.deepEqual(rows.slice(3, 5), [
      { ours: 'open fired', native: 'no socket', mark: 'different' },
      { ours: 'open protocol "chat"', native: 'no such event', mark: 'different' },
    ]);
    assert.deepEqual(rows.slice(5), [
      'connect "ftp://"',
      both('threw SyntaxError'),
      'send lost',
      both('no socket'),
      'end of the script',
      both('no socket'),
    ]);
    assert.equal(await page.status(), '3 differences, marked with ≠.');
    assert.match(await page.text('.results table'), /The URL ftp: is not valid|The URL ftp:\/\/ is not valid/);
  });
}

function mistakeTests(site) {
  const { driver, siteUrl } = site;

  test('explains the mistakes of a script, and runs nothing then', site.inFirst, async (t) => {
    const page = await open(site);
    await page.fill('#compare-script', 'connect /echo\nsned hello\nclose soon');
    await page.press('Run on both');
    assert.match(
      await page.text('.problem'),
      /^Line 2: Unknown command “sned”.*\n?Line 3: “soon” is not a close code/s,
    );
    assert.equal(await page.status(), 'Not run yet.');
    await page.fill('#compare-script', 'connect /echo');
    await page.fill('#compare-server', '');
    await page.press('Run on both');
    assert.match(await page.text('.problem'), /^Line 1: Enter a server first/);

    await assertFitsPhone(t, driver(), siteUrl(), 'compare', (phone) => runAndWait(phone));
  });
}

const open = ({ driver, siteUrl }) => PanelPage.open(driver(), siteUrl(), 'compare');

async function runAndWait(page) {
  await page.press('Run on both');
  // The button is back when the table is there.
  await page.waitFor('the end of the run', async () => (await page.find('button')).isEnabled());
  await page.waitForStatus(/difference/i);
}

/** The table: a text for each command, the cells of what is below it. */
async function rowsOf(page) {
  return page.run(() =>
    Array.from(document.querySelectorAll('.compare tbody tr'), (row) => {
      if (row.cells.length === 1) return row.querySelector('.line').nextSibling.textContent;
      const [ours, native, mark] = row.cells;
      return {
        ours: ours.firstChild.textContent,
        native: native.firstChild.textContent,
        mark: mark.lastChild.textContent,
      };
    }),
  );
}

const both = (text) => ({ ours: text, native: text, mark: 'same' });

const NO_DIFFERENCES = 'No differences. Both classes behave the same in this browser.';

const EXCHANGE = `connect /echo chat
wait open
send hello
blob 01 ff
wait message
wait message
binaryType arraybuffer
bytes 00
wait message
close 4001 done
read readyState`;
