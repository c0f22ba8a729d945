// The chat over ReconnectingWebSocket: a server that restarts, what waits meanwhile, and what is told of it.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { serveFolder } from '../../../servers/static_server.mjs';
import { Client } from '../../servers/client.mjs';
import { assertFitsPhone, PanelPage } from './panel_page.mjs';

const DIST = fileURLToPath(new URL('../../../www/dist', import.meta.url));
/** Longer than any test: what comes before that, somebody has asked for. */
const NEVER_MS = '600000';

/** Defines its tests for an engine; see inEveryEngine. */
export const reconnectingTests = (site) =>
  describe('reconnecting', () => {
    restartTests(site);
    waitingTests(site);
    serverTests(site);
  });

function restartTests(site) {
  test('comes back after a restart of its server, with what was written meanwhile', async () => {
    const page = await open(site);
    await connect(page, { first: '20', jitter: '0', outage: '200' });
    await say(page, 'before');
    await waitForLines(page, ['1 before']);
    await page.press('Restart the server');
    // On a slow machine it may be back before the line is written.
    await page.waitFor('the outage', async () => (await eventsOf(page)).includes('reconnecting'));
    await say(page, 'grüße');
    await waitForLines(page, ['1 before', '2 grüße']);
    await page.waitForStatus(/^Connected\.$/);
    const types = await eventsOf(page);
    assert.deepEqual([types[0], types.at(-1)], ['open', 'open']);
    assert.ok(types.indexOf('close') < types.indexOf('reconnecting'), String(types));
    await page.assertSound();
  });
}

function waitingTests(site) {
  test('shows what waits and until when, and asks for what was said meanwhile', site.inFirst, async () => {
    const page = await open(site);
    await connect(page, { first: NEVER_MS, longest: NEVER_MS, jitter: '0', queue: '1', outage: '0' });
    const room = await urlOf(page);
    await say(page, 'before');
    await waitForLines(page, ['1 before']);
    await page.press('Restart the server');
    await page.waitForStatus(/^Connection lost: attempt 1 in 600\.0 s\.$/);
    await say(page, 'waits');
    const { queue, readyState, attempts, next } = await figuresOf(page);
    assert.deepEqual([queue, readyState, attempts], ['1 message, 5 B', '0 CONNECTING', '1']);
    assert.match(next, /^in \d+\.\d s$/);

    await say(page, 'too much');
    assert.match(
      await page.run(
        () => document.querySelector('[data-view="reconnecting"] form:has(#reconnecting-line) .problem').textContent,
      ),
      /^QuotaExceededError: ./,
    );
    await page.waitFor('the overflow', async () => (await eventsOf(page)).at(-1) === 'overflow');
    assert.equal((await figuresOf(page)).queue, '1 message, 5 B');

    const other = await Client.open(room);
    other.socket.send('meanwhile');
    assert.deepEqual([await other.next(), await other.next()], ['1 before', '2 meanwhile']);
    await page.press('Reconnect');
    await waitForLines(page, ['1 before', '2 meanwhile', '3 waits']);
    assert.equal(await other.next(), '3 waits');
    await other.close();

    await page.press('Close');
    await page.waitForStatus(/^Closed\.$/);
    const closed = await figuresOf(page);
    assert.deepEqual([closed.readyState, closed.next], ['3 CLOSED', '–']);
  });
}

function serverTests(site) {
  const { driver, echoUrl } = site;

  test('connects to any server, gives up if told to, and explains what it cannot use', site.inFirst, async () => {
    const page = await open(site);
    await connect(page, { url: echoUrl() });
    await say(page, 'as it is');
    await waitForLines(page, ['as it is']);
    assert.equal(
      await page.run(() => Array.from(document.querySelectorAll('.restart button')).every(({ disabled }) => disabled)),
      true,
    );

    await fill(page, { url: echoUrl().replace('/echo', '/refuse'), first: '1', attempts: '1' });
    await page.press('Connect');
    await page.waitForStatus(/^Gave up after 1 attempt\.$/);

    for (const [fields, problem] of [
      [{ jitter: '2' }, /^Jitter, 0 to 1: “2” is not a number from 0 to 1\.$/],
      [{ jitter: '1', url: 'ws://x/#fragment' }, /^SyntaxError: ./],
    ]) {
      await fill(page, fields);
      await page.press('Connect');
      assert.match(await page.text('.problem'), problem);
    }
  });

  test('says what is missing if there is no server, shows its code, and fits a phone', site.inFirst, async (t) => {
    const host = await serveFolder(DIST);
    t.after(() => host.close());
    await assertFitsPhone(t, driver(), `${host.url}/`, 'reconnecting', async (page) => {
      assert.match(await page.text('.missing'), /server.*is missing.*npm start.*config\.json/s);
      await (await page.find('summary')).click();
      assert.match(await page.text('pre'), /from 'websocket-wasm\/reconnecting';.*export function joinRoom/s);
    });
  });
}

const open = ({ driver, siteUrl }) => PanelPage.open(driver(), siteUrl(), 'reconnecting');

async function connect(page, fields) {
  await fill(page, fields);
  await page.press('Connect');
  await page.waitForStatus(/^Connected\.$/);
}

/** Fills fields, by what their ids end with. */
async function fill(page, fields) {
  for (const [name, text] of Object.entries(fields)) await page.fill(`#reconnecting-${name}`, text);
}

async function say(page, line) {
  await page.fill('#reconnecting-line', line);
  await page.press('Send');
}

function waitForLines(page, lines) {
  return page.waitFor(`the lines ${lines.join(', ')}`, async () => (await linesOf(page)).join() === lines.join());
}

const linesOf = (page) =>
  page.run(() =>
    Array.from(document.querySelectorAll('.reconnecting [role="log"] p'), ({ textContent }) => textContent),
  );

const eventsOf = (page) =>
  page.run(() => Array.from(document.querySelectorAll('.reconnecting [data-type]'), ({ dataset }) => dataset.type));

const urlOf = async (page) => (await page.find('#reconnecting-url')).getProperty('value');

/** The figures by their names, of "next attempt" the first word. */
const figuresOf = (page) =>
  page.run(() =>
    Object.fromEntries(
      Array.from(document.querySelectorAll('.reconnecting .facts > div'), ({ children: [name, value] }) => [
        name.textContent.split(' ')[0],
        value.textContent,
      ]),
    ),
  );
