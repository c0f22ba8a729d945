// Everything that is sent comes back, is shown, and is counted: with our class and with the native one.
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { inEveryEngine } from './site.mjs';

const CLASS_NAMES = { ours: 'websocket-wasm', native: 'native' };

inEveryEngine('the demo page', ({ openPage, echoUrl, inFirst }) => {
  for (const [implementation, name] of Object.entries(CLASS_NAMES)) {
    describe(`with ${name}`, implementation === 'native' ? inFirst : {}, () => {
      test('connects, exchanges text and closes, with every event in order', async () => {
        const page = await openPage();
        await page.connectAndOpen({ implementation });
        await page.sendText('grüße, 🌍');
        await page.waitForEntry({ direction: 'in', kind: 'text' });
        await page.close('3001', 'enough');
        await page.waitForEntry({ direction: 'in', kind: 'close' });

        assert.deepEqual(await page.entries(), [
          { direction: 'out', kind: 'connect', size: '', content: `new WebSocket("${echoUrl()}")` },
          { direction: 'in', kind: 'open', size: '', content: 'protocol "", extensions ""' },
          { direction: 'out', kind: 'text', size: '13 B', content: 'grüße, 🌍' },
          { direction: 'in', kind: 'text', size: '13 B', content: 'grüße, 🌍' },
          { direction: 'out', kind: 'close', size: '', content: 'close(3001, "enough")' },
          { direction: 'in', kind: 'close', size: '', content: 'code 3001, reason "enough", clean' },
        ]);
        await page.waitForFigures({ implementation: `${name} #1`, readyState: '3 CLOSED', url: echoUrl() });
        const source = await page.driver.executeScript(() => String(WebSocket.prototype.send));
        assert.equal(source.includes('[native code]'), implementation === 'native');
      });
      // Bytes, Blobs and exceptions of the native class: connections.test.mjs.
      if (implementation === 'native') return;

      test('sends an ArrayBuffer, a view and a Blob, and shows what comes back as Blobs', async () => {
        const page = await openPage();
        await page.connectAndOpen({ implementation });
        await page.sendBytes('00 7f 80 ff', 'ArrayBuffer');
        await page.sendBytes('0x01,0x02', 'Uint8Array');
        await page.sendBytes('cafe', 'Blob');
        await page.waitForEntry({ direction: 'in', kind: 'Blob', content: 'ca fe' });

        assert.deepEqual(byDirection(await page.entries(), 'out').slice(1), [
          { kind: 'ArrayBuffer', size: '4 B', content: '00 7f 80 ff' },
          { kind: 'Uint8Array', size: '2 B', content: '01 02' },
          { kind: 'Blob', size: '2 B', content: 'ca fe' },
        ]);
        assert.deepEqual(byDirection(await page.entries(), 'in').slice(1), [
          { kind: 'Blob', size: '4 B', content: '00 7f 80 ff' },
          { kind: 'Blob', size: '2 B', content: '01 02' },
          { kind: 'Blob', size: '2 B', content: 'ca fe' },
        ]);
      });

      test('switches binaryType while connected', async () => {
        const page = await openPage();
        await page.connectAndOpen({ implementation });
        await page.sendBytes('01');
        await page.waitForEntry({ direction: 'in', kind: 'Blob', content: '01' });
        await page.choose('binaryType', 'arraybuffer');
        await page.sendBytes('02');
        await page.waitForEntry({ direction: 'in', kind: 'ArrayBuffer', content: '02' });
        await page.waitForFigures({ binaryType: 'arraybuffer' });
        await page.choose('binaryType', 'blob');
        await page.sendBytes('03');
        await page.waitForEntry({ direction: 'in', kind: 'Blob', content: '03' });
        await page.waitForFigures({ binaryType: 'blob' });
      });

      test('keeps the chosen binaryType for the next connection', async () => {
        const page = await openPage();
        await page.choose('binaryType', 'arraybuffer');
        await page.connectAndOpen({ implementation });
        await page.sendBytes('0a');
        await page.waitForEntry({ direction: 'in', kind: 'ArrayBuffer', content: '0a' });
      });

      test('uploads a file, showing its size and its first bytes', async (t) => {
        const folder = await mkdtemp(join(tmpdir(), 'websocket-wasm-e2e-'));
        t.after(() => rm(folder, { recursive: true }));
        const file = join(folder, 'bytes.bin');
        await writeFile(
          file,
          Uint8Array.from({ length: 70_000 }, (_, index) => index % 256),
        );

        const page = await openPage();
        await page.connectAndOpen({ implementation });
        await page.sendFile(file);
        const content = `${Array.from({ length: 32 }, (_, index) => index.toString(16).padStart(2, '0')).join(' ')} …`;
        await page.waitForEntry({ direction: 'out', kind: 'File', size: '70,000 B', content });
        await page.waitForEntry({ direction: 'in', kind: 'Blob', size: '70,000 B', content });
      });

      test('negotiates a subprotocol', async () => {
        const page = await openPage();
        await page.connectAndOpen({ implementation, protocols: 'chat, superchat' });
        await page.waitForFigures({ readyState: '1 OPEN', protocol: 'chat' });
        assert.deepEqual(
          (await page.entries()).map(({ content }) => content),
          [`new WebSocket("${echoUrl()}", ["chat","superchat"])`, 'protocol "chat", extensions ""'],
        );
      });
    });
  }

  test('keeps the order of messages while a Blob among them is being read', async () => {
    const page = await openPage();
    await page.connectAndOpen();
    await page.driver.executeScript(() => {
      const form = document.querySelector('#send');
      form.elements.bytesType.value = 'Blob';
      for (const kind of ['bytes', 'text']) {
        form.elements.kind.value = kind;
        form.requestSubmit();
      }
    });
    await page.waitForEntry({ direction: 'in', kind: 'text' });
    await page.waitForEntry({ direction: 'in', kind: 'Blob', content: '00 01 7f 80 ff' });
    const sent = byDirection(await page.entries(), 'out').slice(1);
    assert.deepEqual(
      sent.map(({ kind, content }) => `${kind} ${content}`),
      ['Blob 00 01 7f 80 ff', 'text Hello, WebSocket!'],
    );
  });

  test('counts in inspect(socket) exactly what was exchanged', async () => {
    const page = await openPage();
    await page.connectAndOpen();
    await page.waitForFigures({ 'sent.messages': '0', 'sent.bytes': '0', 'received.messages': '0', close: '–' });
    await page.sendText('four');
    await page.sendBytes('01 02 03');
    await page.sendBytes('04', 'Blob');
    await page.waitForEntry({ direction: 'in', kind: 'Blob', content: '04' });
    await page.waitForFigures({
      'sent.messages': '3',
      'sent.bytes': '8',
      'received.messages': '3',
      'received.bytes': '8',
      'queued.messages': '0',
      'queued.bytes': '0',
      'dropped.messages': '0',
      'dropped.bytes': '0',
    });
    assert.match((await page.figures()).openSince, /^\d\d:\d\d:\d\d\.\d{3}$/);

    await page.close('1000', 'bye');
    await page.waitForEntry({ direction: 'in', kind: 'close' });
    await page.waitForFigures({ close: '1000 "bye" clean' });
    await page.sendText('too late');
    await page.waitForFigures({
      bufferedAmount: '8',
      'dropped.messages': '1',
      'dropped.bytes': '8',
      'sent.messages': '3',
    });
    assert.equal((await page.entries()).at(-1).content, 'dropped, because the socket is closing or closed: too late');
  });

  test(
    'says that inspect belongs to our class while the native one is in use, and counts again after that',
    inFirst,
    async () => {
      const page = await openPage();
      const note = () => page.find('#inspection-note').then((element) => element.getText());
      await page.connectAndOpen({ implementation: 'native' });
      await page.waitForFigures({ implementation: 'native #1', readyState: '1 OPEN', 'sent.messages': '–' });
      assert.match(await note(), /inspect\(\) works with the class of websocket-wasm/);

      await page.connect({ implementation: 'ours' });
      await page.waitForEntry({ kind: 'open' }, 2);
      await page.waitForFigures({ implementation: 'websocket-wasm #2', 'sent.messages': '0' });
      assert.equal(await note(), '');
    },
  );

  test('makes a new connection, of the other class, in place of the one before', inFirst, async () => {
    const page = await openPage();
    await page.connectAndOpen({ implementation: 'native' });
    await page.connect({ implementation: 'ours' });
    await page.waitForEntry({ kind: 'open' }, 2);
    await page.waitForFigures({ implementation: 'websocket-wasm #2', readyState: '1 OPEN' });
  });
});

function byDirection(entries, wanted) {
  return entries.filter(({ direction }) => direction === wanted).map(({ direction, ...rest }) => rest);
}
