// A stream piped into a WebSocketStream and back, with the browser's own class or ours: its ends, and the limit.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { serveFolder } from '../../../servers/static_server.mjs';
import { assertFitsPhone, PanelPage } from './panel_page.mjs';

const DIST = fileURLToPath(new URL('../../../www/dist', import.meta.url));
const FILE = fileURLToPath(new URL('../../../package.json', import.meta.url));

/** Defines its tests for an engine; see inEveryEngine. */
export const streamTests = (site) =>
  describe('streams', () => {
    transferTests(site);
    failureTests(site);
  });

function transferTests(site) {
  const { engine } = site;
  const isOfBrowser = isOfBrowserIn(engine);

  test('sends bytes or a file there and back, and tells how much', async () => {
    const page = await open(site);
    assert.equal((await figuresOf(page)).class, isOfBrowser ? 'on the browser’s own' : 'websocket-wasm');
    await run(page, { size: '1' });
    await page.waitForStatus(/^Done\. All bytes came back\.$/);
    const { sent, received, in: inTransit } = await figuresOf(page);
    for (const figure of [sent, received]) assert.match(figure, /^1\.05 MB, .+\/s$/);
    assert.equal(inTransit, '0 chunks, 0 B');
    assert.deepEqual(
      await page.run(() => Array.from(document.querySelectorAll('.stream progress'), ({ position }) => position)),
      [1, 1],
    );

    await (await page.find('#stream-file')).sendKeys(FILE);
    await run(page, { chunk: '1' });
    await page.waitFor('the file', async () =>
      (await figuresOf(page)).received.startsWith(`${(readFileSync(FILE).length / 1000).toPrecision(3)} kB, `),
    );
    await page.waitForStatus(/^Done/);
    await page.assertSound();
  });

  test('can be aborted, or closed with a code, while it runs', async () => {
    const page = await open(site);
    await (await page.find('#stream-slow')).click();
    await run(page, { size: '16' });
    await somethingHasCome(page);
    assert.equal(await page.run(() => document.activeElement.textContent), 'Abort');
    await page.press('Abort');
    await page.waitForStatus(/^Aborted\.$/);
    assert.equal(await page.run(() => document.activeElement.textContent), 'Run');

    await run(page, {});
    await somethingHasCome(page);
    await page.fill('#stream-code', '1001');
    await page.press('Close');
    assert.match(await page.text('.close-of .problem'), /^InvalidAccessError: ./);
    await page.fill('#stream-code', '3001');
    await page.fill('#stream-reason', 'enough');
    await page.press('Close');
    await page.waitForStatus(/^Closed: 3001 “enough”\.$/);
  });
}

function failureTests(site) {
  const { driver, engine, echoUrl } = site;
  const isOfBrowser = isOfBrowserIn(engine);

  test('fails if more waits than receiveLimit, in our class', {
    skip: isOfBrowser && 'the browser’s own class has no limit',
  }, async () => {
    const page = await open(site);
    await (await page.find('#stream-slow')).click();
    await run(page, { size: '4', limit: '1' });
    await page.waitForStatus(/^Failed\.$/);
    assert.match(await page.text('.problem'), /^WebSocketError: .*receiveLimit/);
  });

  test(
    'says why it cannot connect or begin, what is missing without a server, shows its code, and fits a phone',
    site.inFirst,
    async (t) => {
      const page = await open(site);
      await run(page, { url: echoUrl().replace('/echo', '/refuse') });
      await page.waitForStatus(/^Failed\.$/);
      assert.match(await page.text('.problem'), /^WebSocketError: ./);
      await run(page, { size: '0' });
      assert.match(await page.text('.problem'), /^There is nothing to send/);

      const host = await serveFolder(DIST);
      t.after(() => host.close());
      await assertFitsPhone(t, driver(), `${host.url}/`, 'stream', async (phone) => {
        assert.match(await phone.text('.missing'), /echo server is missing.*npm start/s);
        await (await phone.find('summary')).click();
        assert.match(await phone.text('pre'), /from 'websocket-wasm\/stream';.*export function thereAndBack/s);
      });
    },
  );
}

const open = ({ driver, siteUrl }) => PanelPage.open(driver(), siteUrl(), 'stream');

/** Whether the engine has the class. */
const isOfBrowserIn = (engine) => engine === 'chromium';

async function run(page, fields) {
  for (const [name, text] of Object.entries(fields)) await page.fill(`#stream-${name}`, text);
  await page.press('Run');
}

const somethingHasCome = (page) =>
  page.waitFor('a chunk', async () =>
    page.run(() => document.querySelector('.stream [aria-label="Received"]').position > 0),
  );

/** The figures by the first word of their names. */
const figuresOf = (page) =>
  page.run(() =>
    Object.fromEntries(
      Array.from(document.querySelectorAll('.stream .facts > div'), ({ children: [name, value] }) => [
        name.textContent.split(' ')[0],
        value.textContent,
      ]),
    ),
  );
