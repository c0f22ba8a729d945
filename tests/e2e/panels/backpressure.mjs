// Uploads with drained() and without: the figures that do not depend on time.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { serveFolder } from '../../../servers/static_server.mjs';
import { assertFitsPhone, PanelPage } from './panel_page.mjs';

const DIST = fileURLToPath(new URL('../../../www/dist', import.meta.url));
/** What the example sends at a time. */
const PIECE_BYTES = 2 ** 16;

/** Defines its tests for an engine; see inEveryEngine. */
export const backpressureTests = ({ driver, inFirst, siteUrl }) =>
  describe('backpressure', () => {
    const open = () => PanelPage.open(driver(), siteUrl(), 'backpressure');

    test('buffers the whole file without waiting, and little of it with drained(), whatever the highWaterMark', async () => {
      const page = await open();
      await upload(page, { url: await withRate(page, 1e8), size: '2', below: '256' });
      await page.waitForStatus(/^Done\.$/);
      const [without, waiting] = await rowsOf(page);
      assert.deepEqual([without.name, without.peak, waiting.name], ['without drained()', '2.1 MB', 'with drained()']);
      assert.ok(bytesIn(waiting.peak) > 0 && bytesIn(waiting.peak) <= 1.01 * (256 * 1024 + PIECE_BYTES), waiting.peak);
      assert.ok(await page.run(() => document.querySelector('.backpressure .plot canvas').width > 0));
      assert.equal(await page.run(() => document.querySelector('.backpressure progress').position), 1);
      await page.assertSound();

      await page.choose('#backpressure-ways', 'without drained()');
      await upload(page, { mark: '128' });
      await page.waitForStatus(/^Done\.$/);
      assert.deepEqual(
        (await rowsOf(page)).map(({ peak }) => peak),
        ['2.1 MB', '–'],
      );
    });

    test('can be stopped, and says why it cannot upload', inFirst, async () => {
      const page = await open();
      const url = await withRate(page, 1000);
      await page.choose('#backpressure-ways', 'with drained()');
      await upload(page, { url });
      await page.waitFor('some of it', async () =>
        page.run(() => document.querySelector('.backpressure progress').position > 0),
      );
      assert.equal(await page.run(() => document.activeElement.textContent), 'Stop');
      await page.press('Stop');
      await page.waitForStatus(/^Stopped\.$/);
      assert.equal(await page.run(() => document.activeElement.textContent), 'Upload');

      await upload(page, { url: url.replace('/upload', '/refuse') });
      await page.waitForStatus(/^Failed\.$/);
      assert.match(await page.text('.problem'), /The connection failed \(1006\)/);
      await upload(page, { url: url.replace('/upload', '/drop').replace(/rate.*/, 'after=2') });
      await page.waitForStatus(/^Failed\.$/);
      assert.match(await page.text('.problem'), /The connection (has ended|ended)/);
      await upload(page, { below: '-1' });
      assert.match(await page.text('.problem'), /^below, KiB: “-1” is not a number/);
    });

    test('says what is missing if there is no server, shows its code, and fits a phone', inFirst, async (t) => {
      const host = await serveFolder(DIST);
      t.after(() => host.close());
      await assertFitsPhone(t, driver(), `${host.url}/`, 'backpressure', async (page) => {
        assert.match(await page.text('.missing'), /server is missing.*npm start.*config\.json/s);
        await (await page.find('summary')).click();
        assert.match(
          await page.text('pre'),
          /import \{ drained, WebSocket \} from 'websocket-wasm';.*export async function upload/s,
        );
      });
    });
  });

async function upload(page, fields) {
  for (const [name, text] of Object.entries(fields)) await page.fill(`#backpressure-${name}`, text);
  await page.press('Upload');
}

/** The URL of the tests' server, reading so many bytes per second. */
async function withRate(page, rate) {
  const url = await (await page.find('#backpressure-url')).getProperty('value');
  return url.replace(/rate=.*/, `rate=${rate}`);
}

const rowsOf = (page) =>
  page.run(() =>
    Array.from(document.querySelectorAll('.backpressure tbody tr'), ({ cells: [name, , , peak] }) => ({
      name: name.textContent,
      peak: peak.textContent,
    })),
  );

function bytesIn(text) {
  const [number, unit] = text.split(' ');
  return Number(number) * { B: 1, kB: 1e3, MB: 1e6 }[unit];
}
