// The panel of developer tools over the console itself.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { serveFolder } from '../../../servers/static_server.mjs';
import { assertFitsPhone, PanelPage } from './panel_page.mjs';

const DIST = fileURLToPath(new URL('../../../www/dist', import.meta.url));

/** Defines its tests for an engine; see inEveryEngine. */
export const devtoolsTests = (site) =>
  describe('developer tools', () => {
    panelTests(site);
    alone(site);
  });

function panelTests({ driver, siteUrl }) {
  test('opens the panel, which reads the messages of four dialects and shows sockets of other views', async () => {
    const page = await PanelPage.open(driver(), siteUrl(), 'devtools');
    await page.press('Open the panel');
    await page.waitForStatus(/^The panel is at the lower edge/);
    await page.press('Connect and send');
    await page.waitForStatus(/^4 messages are sent\.$/);
    await page.waitFor('the echoes', async () => (await factsOf(page)).at(-1) === 'open; 4 sent, 4 received');
    const words = [];
    for (const index of [2, 3, 4, 5]) words.push(await wordsOf(page, index));
    assert.deepEqual(words, [
      'JSON-RPC: calls “subscribe” with 1 parameter, request 1',
      'GraphQL over WebSocket: starts operation 1, subscription',
      'STOMP: subscribes to “/topic/prices”, subscription 0',
      'MessagePack:{ "symbol": "ABC" }',
    ]);
    assert.deepEqual(await page.run(() => document.querySelectorAll('#page-errors > *').length), 0);

    // The console's own connection.
    await page.run(() => {
      location.hash = '#console';
    });
    await page.run(() => document.querySelector('.guide .try').click());
    await page.waitFor('the socket of the console', async () => (await factsOf(page)).length === 3);
    await page.waitFor('its messages', async () => /^open; .*[1-9] received$/.test((await factsOf(page))[1]));

    await page.run(() => {
      location.hash = '#devtools';
    });
    await page.run(() =>
      document
        .querySelector('websocket-wasm-devtools')
        .shadowRoot.querySelector('.sockets li:last-child button')
        .click(),
    );
    await page.waitForStatus(/^The connection has ended, code 1006\.$/);
    await page.run(() =>
      Array.from(
        document.querySelectorAll('.devtools button'),
        (button) => button.textContent === 'Remove the panel' && button.click(),
      ),
    );
    await page.waitForStatus(/^The panel is not open\.$/);
    assert.equal(await page.run(() => document.querySelectorAll('websocket-wasm-devtools').length), 0);
    await page.assertSound();
  });
}

function alone(site) {
  test('says what is missing without a server, shows its code, and fits a phone', site.inFirst, async (t) => {
    const host = await serveFolder(DIST);
    t.after(() => host.close());
    await assertFitsPhone(t, site.driver(), `${host.url}/`, 'devtools', async (phone) => {
      assert.match(await phone.text('.missing'), /echo server is missing.*npm start/s);
      await phone.fill('#devtools-url', 'ftp://localhost');
      await phone.press('Connect and send');
      assert.match(await phone.text('[aria-label="Messages to look at"] .problem'), /^SyntaxError: ./);
      await (await phone.find('summary')).click();
      assert.match(await phone.text('pre'), /from 'websocket-wasm\/devtools';.*export async function openPanel/s);
    });
  });
}

/** What the panel says of all sockets and of each, the newest first. */
const factsOf = (page) =>
  page.run(() => {
    const { shadowRoot } = document.querySelector('websocket-wasm-devtools');
    return Array.from(shadowRoot.querySelectorAll('.sockets .facts'), ({ textContent }) => textContent);
  });

/** Opens a row of the panel's timeline, and tells what it says of the message; closes it again. */
async function wordsOf(page, index) {
  const press = () =>
    page.run((place) => {
      const { shadowRoot } = document.querySelector('websocket-wasm-devtools');
      shadowRoot.querySelectorAll('.entry .head')[place].click();
    }, index);
  const read = () =>
    page.run(() => {
      const { shadowRoot } = document.querySelector('websocket-wasm-devtools');
      const [decoded, words] = ['.decoded', '.dialect'].map((selector) => shadowRoot.querySelector(selector));
      const shown = [words, decoded].find((node) => node && !node.hidden);
      return shown?.textContent.replace(/\s+/g, ' ') ?? '';
    });
  await press();
  await page.waitFor(`the words of row ${index}`, async () => (await read()) !== '');
  const words = await read();
  await press();
  return words;
}
