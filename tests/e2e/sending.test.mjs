// The card for sending: writing and files. What is sent comes back from the echo server.
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { Key } from 'selenium-webdriver';
import { violationsIn } from './axe.mjs';
import { bring, focus, selectTab, sendingWith, waitForCard, write } from './sending_page.mjs';
import { inEveryEngine } from './site.mjs';

inEveryEngine('sending', ({ driver, openPage }) => {
  const { type, typeWith, pick, press, came } = sendingWith(driver);

  test('sends texts of several lines by keyboard, and JSON with its mistakes in words and place', async () => {
    const page = await openPage();
    await page.connectAndOpen();
    await page.press('#text');
    await typeWith(Key.CONTROL, 'a');
    await type('one');
    await typeWith(Key.SHIFT, Key.ENTER);
    await type('two', Key.ENTER);
    await came(page, 'text', 'one\ntwo');
    await type('by');
    await typeWith(Key.CONTROL, Key.ENTER);
    await came(page, 'text', 'by');
    // What was sent is selected: typing replaces it. Enter that accepts a suggestion sends nothing.
    await type('meta');
    await driver().executeScript(() => {
      for (const flags of [{ isComposing: true }, { keyCode: 229 }, { metaKey: true }]) {
        document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, ...flags }));
      }
    });
    await came(page, 'text', 'meta');
    assert.equal(
      (await page.entries()).filter(({ direction, content }) => direction === 'in' && content === 'meta').length,
      1,
    );

    await page.choose('kind', 'json');
    await write(driver(), '#json', '');
    await waitForCard(page, { kind: 'json', size: '0 bytes', check: '' });
    await page.press('#json');
    await type('{"a": [1,');
    await waitForCard(page, {
      size: '9 bytes',
      check: 'A value should be here, but the text ends (line 1, column 10).',
    });
    assert.equal(await (await page.find('#json')).getAttribute('aria-invalid'), 'true');
    await type(Key.ENTER, '2,], "ü": 12345678901234567890}');
    const mistake = 'JSON allows no comma after the last item, before “]” (line 2, column 3).';
    await waitForCard(page, { size: '42 bytes', check: mistake });
    await typeWith(Key.CONTROL, Key.ENTER);
    await waitForCard(page, { problem: mistake });
    assert.deepEqual(await focus(driver()), ['json', 12]);
    await type(Key.BACK_SPACE);
    await waitForCard(page, { size: '41 bytes', check: '', problem: '' });
    assert.equal(await (await page.find('#json')).getAttribute('aria-invalid'), null);

    await page.press('#format');
    const formatted = '{\n  "a": [\n    1,\n    2\n  ],\n  "ü": 12345678901234567890\n}';
    await page.waitFor('formatted JSON', async () => (await page.valueOf('#json')) === formatted);
    await driver().executeScript(() => document.execCommand('undo'));
    assert.equal(await page.valueOf('#json'), '{"a": [1,\n2], "ü": 12345678901234567890}');
    await driver().executeScript(() => document.execCommand('redo'));
    await typeWith(Key.CONTROL, Key.ENTER);
    await came(page, 'text', formatted);

    await write(driver(), '#json', '{"a" 1}');
    await page.press('#format');
    await waitForCard(page, { problem: 'A colon should follow the name, but there is “1” (line 1, column 6).' });
    assert.deepEqual(await focus(driver()), ['json', 5]);
    assert.equal(await page.pageErrors(), '');
  });

  test('sends bytes in hex and base64 as what is chosen, and keeps a draft for each tab', async () => {
    const page = await openPage();
    await page.connectAndOpen();
    await page.choose('kind', 'bytes');
    for (const [encoding, text, as, size, content] of [
      ['hex', '0x00, 0x7f\nff', 'Uint8Array', '3 bytes', '00 7f ff'],
      ['base64', 'AQIDBA==', 'ArrayBuffer', '4 bytes', '01 02 03 04'],
      ['base64', '-_8', 'Blob', '2 bytes', 'fb ff'],
    ]) {
      await pick(page, '#bytes-encoding', encoding);
      await write(driver(), '#bytes', text);
      await pick(page, '#bytes-type', as);
      await waitForCard(page, { size, check: '' });
      await press(page);
      await page.waitForEntry({ direction: 'out', kind: as, content });
      await came(page, 'Blob', content);
    }
    // The same bytes in the other encoding.
    await pick(page, '#bytes-encoding', 'hex');
    assert.equal(await page.valueOf('#bytes'), 'fb ff');
    const sent = (await page.entries()).length;
    for (const [encoding, text, mistake, offset] of [
      ['hex', '00\n0g', '“g” is not a hex digit (line 2, column 2): write bytes like 00 7f ff.', 4],
      [
        'base64',
        'AA*A',
        '“*” is not a base64 character (line 1, column 3): use A–Z a–z 0–9 + / or - _, and = at the end.',
        2,
      ],
    ]) {
      await pick(page, '#bytes-encoding', encoding);
      await write(driver(), '#bytes', text);
      await waitForCard(page, { size: '', check: mistake });
      await press(page);
      await waitForCard(page, { problem: mistake });
      assert.deepEqual(await focus(driver()), ['bytes', offset]);
    }
    assert.equal((await page.entries()).length, sent);

    await page.press('#add-tab');
    await waitForCard(page, { kind: 'text', problem: '', check: '', size: '17 bytes' });
    await page.fill('#text', 'of the second');
    await press(page);
    await waitForCard(page, { problem: 'There is no connection yet. Connect first.' });
    await selectTab(page, 0);
    await waitForCard(page, { kind: 'bytes', problem: '', check: /^“\*” is not a base64 character/ });
    assert.equal(await page.valueOf('#bytes'), 'AA*A');
    await selectTab(page, 1);
    await waitForCard(page, { kind: 'text' });
    assert.equal(await page.valueOf('#text'), 'of the second');
    assert.equal(await page.pageErrors(), '');
  });

  test('sends files that are chosen, dropped or pasted, one after the other', async (t) => {
    const folder = await mkdtemp(join(tmpdir(), 'websocket-wasm-e2e-'));
    t.after(() => rm(folder, { recursive: true }));
    const path = join(folder, 'bytes.bin');
    await writeFile(
      path,
      Uint8Array.from({ length: 70_000 }, (_, index) => index % 256),
    );
    const page = await openPage();
    await page.connectAndOpen();
    await page.choose('kind', 'file');
    await (await page.find('#file')).sendKeys(path);
    // Not every engine knows a type for it.
    await waitForCard(page, { size: '70,000 bytes', files: /^bytes\.bin70,000 B(, application\/octet-stream)?$/ });
    await press(page);
    await page.waitForEntry({ direction: 'out', kind: 'File', size: '70,000 B' });
    await page.waitForEntry({ direction: 'in', kind: 'Blob', size: '70,000 B' });

    await page.choose('kind', 'text');
    const three = ['a', 'bb', 'ccc'].map((content, index) => ({ name: `${index + 1}.txt`, content }));
    assert.equal(await bring(driver(), 'drop', '#sending h2', three), true);
    await waitForCard(page, {
      kind: 'file',
      size: '6 bytes',
      files: ['1.txt1 B, text/plain', '2.txt2 B, text/plain', '3.txt3 B, text/plain'],
    });
    assert.equal(await driver().executeScript(() => document.querySelector('#file').files.length), 3);
    await pick(page, '#file-type', 'ArrayBuffer');
    await press(page);
    await came(page, 'Blob', '63 63 63');
    const entries = (await page.entries()).slice(-6);
    for (const [direction, kind] of [
      ['out', 'ArrayBuffer'],
      ['in', 'Blob'],
    ]) {
      const contents = entries
        .filter((entry) => entry.direction === direction && entry.kind === kind)
        .map(({ content }) => content);
      assert.deepEqual(contents, ['61', '62 62', '63 63 63']);
    }

    await page.choose('kind', 'text');
    assert.equal(await bring(driver(), 'paste', '#text', [{ name: 'image.png', content: 'no image' }]), true);
    await waitForCard(page, { kind: 'file', size: '8 bytes', files: ['image.png8 B, text/plain'] });
    // Elsewhere on the page it is refused, and the page stays.
    await page.choose('kind', 'text');
    assert.equal(await bring(driver(), 'drop', 'header', three), true);
    await waitForCard(page, { kind: 'text', files: ['image.png8 B, text/plain'] });
    assert.equal(await driver().executeScript(() => document.querySelector('.is-target')), null);
    assert.equal(await page.pageErrors(), '');
  });

  test('moves nothing and breaks no rule of axe, whatever it shows', async () => {
    const page = await openPage();
    const places = () =>
      driver().executeScript(() =>
        Array.from(
          document.querySelectorAll('#sending :is(h2, button, input, select, textarea, .feedback)'),
          (node) => {
            node.closest('.controls').scrollTo(0, 0);
            const { x, y, width, height } = node.getBoundingClientRect();
            return `${node.id || node.name || node.textContent}: ${x} ${y} ${width} ${height}`;
          },
        ).join('\n'),
      );
    const violations = () => violationsIn(driver(), '#sending');
    const before = await places();
    assert.deepEqual(await violations(), []);
    for (const [kind, text] of [
      ['json', `[${'1, '.repeat(100)}]`],
      ['bytes', 'z'],
      ['file', undefined],
    ]) {
      await page.choose('kind', kind);
      if (text) await write(driver(), `#${kind}`, text);
      else
        await bring(
          driver(),
          'drop',
          '#send',
          Array.from({ length: 12 }, (_, index) => ({ name: `${'long'.repeat(30)} ${index}`, content: 'x' })),
        );
      await waitForCard(page, text ? { check: /.{20,}/ } : { size: '12 bytes' });
      await press(page);
      await waitForCard(page, { problem: /.{20,}/ });
      assert.equal(await places(), before, kind);
      if (kind !== 'bytes') assert.deepEqual(await violations(), [], kind);
    }
    await page.press('#repeat button');
    await waitForCard(page, { repeat: /Connect first/ });
    assert.equal(await places(), before);
    await page.choose('kind', 'text');
    await page.press('#template-save');
    assert.deepEqual(await violations(), []);
  });
});
