// What the class throws is shown where it was caused, by name and message, and written into the log. With the native class:
// connections.test.mjs.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { serveFolder } from '../../servers/static_server.mjs';
import { DemoPage } from './demo_page.mjs';
import { inEveryEngine } from './site.mjs';

const DIST = fileURLToPath(new URL('../../www/dist', import.meta.url));

inEveryEngine('errors on the demo page', ({ driver, echoUrl, openPage }) => {
  test('shows the SyntaxErrors of URLs and subprotocols', async () => {
    const page = await openPage();
    for (const [url, protocols] of [
      ['ftp://example.org/', ''],
      ['ws://[', ''],
      ['ws://127.0.0.1/#fragment', ''],
      ['ws://127.0.0.1/', 'no spaces'],
      ['ws://127.0.0.1/', 'chat, chat'],
      ['ws://127.0.0.1/', 'chat,'],
    ]) {
      await page.press('#log-clear');
      await page.connect({ url, protocols });
      await showsException(page, '#connect', 'SyntaxError', `new WebSocket("${url}"`);
      assert.equal((await page.figures()).readyState, '–');
    }
  });

  test('shows the errors of codes and reasons, and closes after them', async () => {
    const page = await openPage();
    await page.connectAndOpen();
    for (const [code, reason, error] of [
      ['1001', '', 'InvalidAccessError'],
      ['2999', 'why', 'InvalidAccessError'],
      ['5000', '', 'InvalidAccessError'],
      ['code', '', 'InvalidAccessError'],
      ['1000', 'x'.repeat(124), 'SyntaxError'],
      ['3000', 'ü'.repeat(62), 'SyntaxError'],
    ]) {
      await page.press('#log-clear');
      await page.close(code, reason);
      await showsException(page, '#close', error, code === 'code' ? 'close("code")' : `close(${code}`);
      await page.waitForFigures({ readyState: '1 OPEN' });
    }
    await page.close('1000', 'x'.repeat(123));
    await page.waitForEntry({ direction: 'in', kind: 'close' });
    assert.equal(await page.problem('#close'), '');
  });

  test('shows the InvalidStateError of a message sent too early', async () => {
    const page = await openPage();
    await page.connect({ url: echoUrl().replace('/echo', '/stall') });
    await page.waitForFigures({ readyState: '0 CONNECTING' });
    await page.sendText('too early');
    await showsException(page, '#send', 'InvalidStateError', 'send()');
  });

  test('shows a failed connection as error, then close', async () => {
    const page = await openPage();
    await page.connect({ url: `ws://127.0.0.1:${await closedPort()}/` });
    await page.waitForEntry({ kind: 'close' });
    assert.deepEqual((await page.entries()).slice(1), [
      { direction: 'in', kind: 'error', size: '', content: 'the connection failed' },
      { direction: 'in', kind: 'close', size: '', content: 'code 1006, reason "", not clean' },
    ]);
    await page.waitForFigures({ readyState: '3 CLOSED' });
  });

  test('refuses bytes that are none and sends nothing', async () => {
    const page = await openPage();
    await page.connectAndOpen();
    for (const [hex, problem] of [
      ['0g', '“g” is not a hex digit'],
      ['00 7', '“7” has an odd number of digits'],
    ]) {
      await page.sendBytes(hex);
      assert.ok((await page.problem('#send')).startsWith(problem), await page.problem('#send'));
    }
    await page.sendText('after it');
    await page.waitForEntry({ direction: 'in', kind: 'text', content: 'after it' });
    assert.equal(await page.problem('#send'), '');
    assert.deepEqual(
      (await page.entries()).map(({ kind }) => kind),
      ['connect', 'open', 'text', 'text'],
    );
  });

  test('asks for a connection, or a file, if there is none', async () => {
    const page = await openPage();
    await page.sendText('to nobody');
    assert.equal(await page.problem('#send'), 'There is no connection yet. Connect first.');
    await page.close('1000', '');
    assert.equal(await page.problem('#close'), 'There is no connection yet. Connect first.');
    await page.choose('kind', 'file');
    await page.press('#send button');
    assert.equal(await page.problem('#send'), 'Choose a file first.');
  });

  test('shows an uncaught error of its own program until it is dismissed', async () => {
    const page = await openPage();
    await page.driver.executeScript(() => document.querySelector('#inspection-note').remove());
    await page.connect();
    await page.waitFor('the error', async () => (await page.pageErrors()).includes('TypeError'));
    await page.close('1000', '');
    await page.waitForEntry({ direction: 'in', kind: 'close' });
    await page.press('#page-errors button');
    assert.equal(await page.pageErrors(), '');
  });

  test('shows that its config cannot be read', async (t) => {
    const site = await serveFolder(DIST, { files: { 'config.json': 'no JSON' } });
    t.after(() => site.close());
    const page = await DemoPage.open(driver(), site.url, { hasEcho: false });
    await page.waitFor('the error', async () => (await page.pageErrors()).includes('config.json cannot be read'));
  });

  test('shows a rejection that nobody handled', async () => {
    const page = await openPage();
    // Fired by hand: the engines keep a page from hearing of rejections in scripts that a driver has run.
    await page.driver.executeScript(() => {
      const reason = new RangeError('from the test');
      dispatchEvent(new PromiseRejectionEvent('unhandledrejection', { promise: Promise.resolve(), reason }));
    });
    await page.waitFor('the error', async () => (await page.pageErrors()).includes('RangeError: from the test'));
  });
});

async function showsException(page, form, name, call) {
  await page.waitForEntry({ direction: 'local', kind: 'exception' });
  const problem = await page.problem(form);
  assert.match(problem, new RegExp(`^${name}: .{10,}`));
  const { content } = (await page.entries()).at(-1);
  assert.ok(content.startsWith(call) && content.endsWith(` threw ${problem}`), content);
}

async function closedPort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}
