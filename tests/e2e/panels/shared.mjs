// A chat in two windows over one connection.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { serveFolder } from '../../../servers/static_server.mjs';
import { assertFitsPhone, PanelPage } from './panel_page.mjs';

const DIST = fileURLToPath(new URL('../../../www/dist', import.meta.url));

/** Defines its tests for an engine; see inEveryEngine. */
export const sharedTests = (site) =>
  describe('a shared connection', () => {
    windowTests(site);
    aloneTests(site);
  });

function windowTests({ engine, driver, siteUrl }) {
  // All engines have the same server.
  const room = `windows-${engine}`;

  test('has the lines of two windows in both, over one connection', async () => {
    const first = await joined(driver(), siteUrl(), room);
    const window = await driver().getWindowHandle();
    await driver().switchTo().newWindow('window');
    const other = await joined(driver(), siteUrl(), room);
    assert.equal(await connectionsOf(other), '1');
    await say(other, 'from the other');
    await driver().close();
    await driver().switchTo().window(window);
    await say(first, 'from the first');
    // The room has lines of earlier tests, too.
    assert.match(
      await first.run(() => document.querySelector('.shared .rows').textContent.replaceAll(/\d+ /g, '')),
      /from the otherfrom the first$/,
    );
    await first.assertSound();
    await first.press('Leave');
    assert.equal(await first.status(), 'This window has left.');
  });
}

function aloneTests(site) {
  test('says what is missing without a server, shows its code, and fits a phone', site.inFirst, async (t) => {
    const host = await serveFolder(DIST);
    t.after(() => host.close());
    await assertFitsPhone(t, site.driver(), `${host.url}/`, 'shared', async (phone) => {
      assert.match(await phone.text('.missing'), /test server is missing.*npm start/s);
      await phone.fill('#shared-url', 'ftp://localhost');
      await phone.press('Join');
      assert.match(await phone.text('.problem'), /^SyntaxError: ./);
      await (await phone.find('summary')).click();
      assert.match(await phone.text('pre'), /from 'websocket-wasm\/shared';.*export function joinChat/s);
    });
  });
}

async function joined(driver, siteUrl, room) {
  const page = await PanelPage.open(driver, siteUrl, 'shared');
  await page.fill(
    '#shared-url',
    (await (await page.find('#shared-url')).getAttribute('value')).replace('windows', room),
  );
  await page.press('Join');
  await page.waitForStatus(/^Joined\. The windows share a connection\.$/);
  await page.waitFor('the number of connections', async () => (await connectionsOf(page)) !== '–');
  return page;
}

async function say(page, line) {
  await page.fill('#shared-line', line);
  await page.press('Send');
  await page.waitFor(line, () =>
    page.run((text) => document.querySelector('.shared .rows').textContent.includes(text), line),
  );
}

/** How many the test server has, as the view says. */
const connectionsOf = (page) => page.run(() => document.querySelector('.shared .facts dd').textContent);
