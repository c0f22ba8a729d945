// The card for sending: writing, files, templates, repeating. What is sent comes back from the echo server.
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { Key, Select } from 'selenium-webdriver';
import { BOUNDS } from '../../www/src/model/repeat.js';
import { violationsIn } from './axe.mjs';
import { bring, focus, readCard, waitForCard, write } from './sending_page.mjs';
import { inEveryEngine } from './site.mjs';

inEveryEngine('sending', ({ driver, echoUrl, openPage }) => {
  const type = (...keys) =>
    driver()
      .actions()
      .sendKeys(...keys)
      .perform();
  const typeWith = (modifier, key) => driver().actions().keyDown(modifier).sendKeys(key).keyUp(modifier).perform();
  const pick = async (page, selector, text) => new Select(await page.find(selector)).selectByVisibleText(text);
  const press = (page) => page.press('#send .primary');
  const came = (page, kind, content, times) => page.waitForEntry({ direction: 'in', kind, content }, times);

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
    const mistake = 'JSON has no comma after the last item, before “]” (line 2, column 3).';
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
        '“*” is not a base64 character (line 1, column 3): those are A–Z a–z 0–9 + / or - _, and = at the end.',
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
    await waitForCard(page, { problem: 'There is no socket yet: connect first.' });
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

  test('keeps templates with the connection, with placeholders that are filled in', async () => {
    let page = await openPage();
    const save = async (name) => {
      await page.press('#template-save');
      await type(name, Key.ENTER);
    };
    await page.connectAndOpen();
    await page.choose('kind', 'json');
    const json = '{"id": {{n}}, "at": {{now}}, "who": "{{uuid}}"}';
    await write(driver(), '#json', json);
    await waitForCard(page, { check: '', size: 'about 77 bytes' });
    await save('call');
    await waitForCard(page, { notice: 'Saved as “call”.', template: 'call' });
    await press(page);
    await press(page);
    const calls = async () =>
      (await page.entries())
        .filter(({ direction, kind }) => direction === 'in' && kind === 'text')
        .map(({ content }) => content);
    await page.waitFor('two calls', async () => (await calls()).length === 2);
    const [one, two] = (await calls()).map((text) => JSON.parse(text));
    assert.deepEqual([one.id, two.id], [1, 2]);
    assert.ok(one.at > 1.7e12 && one.who.length === 36 && one.who !== two.who, JSON.stringify([one, two]));
    await page.press('.fills label');
    await waitForCard(page, { check: /^A name in double quotes should be here/ });
    await page.press('.fills label');

    await page.choose('kind', 'bytes');
    await write(driver(), '#bytes', 'ca fe');
    await save('call');
    const dialog = await page.find('#template-save-dialog');
    await page.waitFor(
      'the problem',
      async () =>
        (await page.problem('#template-save-dialog')) ===
        'There is a template “call” already: pick it, and choose Update.',
    );
    await type(' bytes', Key.ENTER);
    await waitForCard(page, { notice: 'Saved as “call bytes”.', template: 'call bytes' });
    assert.equal(await dialog.isDisplayed(), false);
    await write(driver(), '#bytes', 'ca fe 00');
    await page.press('#template-update');
    await waitForCard(page, { notice: '“call bytes” is updated.' });

    await page.choose('kind', 'file');
    await page.press('#template-save');
    await waitForCard(page, { problem: 'Templates keep what is written: a file is not.' });
    // A template of this connection is not offered by another.
    await page.press('#add-tab');
    await waitForCard(page, { template: 'none saved yet' });

    page = await openPage({ keeps: true });
    await selectTab(page, 0);
    await waitForCard(page, { template: 'none', kind: 'text' });
    await page.fill('#text', 'my own');
    await pick(page, '#template', 'call bytes');
    await waitForCard(page, { kind: 'bytes', template: 'call bytes', size: '3 bytes' });
    assert.equal(await page.valueOf('#bytes'), 'ca fe 00');
    await pick(page, '#template', 'call');
    await waitForCard(page, { kind: 'json', template: 'call' });
    assert.equal(await page.valueOf('#json'), json);
    await pick(page, '#template', 'none');
    await waitForCard(page, { kind: 'text', template: 'none' });
    assert.equal(await page.valueOf('#text'), 'my own');

    await pick(page, '#template', 'call');
    await page.press('#template-delete');
    await type(Key.ESCAPE);
    await waitForCard(page, { template: 'call' });
    await page.press('#template-delete');
    await page.press('#template-delete-dialog .primary');
    await waitForCard(page, { template: 'none', notice: '“call” is deleted; the editor keeps what was in it.' });
    assert.deepEqual(
      await driver().executeScript(() =>
        Array.from(document.querySelectorAll('#template option'), (option) => option.textContent),
      ),
      ['none', 'call bytes'],
    );
    assert.equal((await focus(driver()))[0], 'template');
    assert.equal(await page.valueOf('#json'), json);
    assert.equal(await page.pageErrors(), '');
  });

  test('repeats so often or until it is stopped, waits for the buffer, and ends with the connection', async () => {
    const page = await openPage();
    const repeat = async (every, times) => {
      await write(driver(), '#repeat-every', every);
      await write(driver(), '#repeat-times', times);
      await page.press('#repeat button');
    };
    await repeat('1', '2');
    await waitForCard(page, { repeat: 'The connection is not open: connect first.' });
    await page.connectAndOpen();
    await repeat('0', '2');
    await waitForCard(page, { repeat: '“0” milliseconds: it has to be a whole number from 1 to 3,600,000.' });
    await repeat('1', '100001');
    await waitForCard(page, { repeat: '“100001” times: it has to be a whole number from 1 to 100,000.' });

    await write(driver(), '#text', 'message {{n}}');
    await repeat('1', '8');
    await waitForCard(page, { repeat: 'Done: 8 sent.', repeatButton: 'Repeat' });
    await came(page, 'text', 'message 8');
    const contents = (await page.entries())
      .filter(({ direction, kind }) => direction === 'out' && kind === 'text')
      .map(({ content }) => content);
    assert.deepEqual(
      contents,
      Array.from({ length: 8 }, (_, index) => `message ${index + 1}`),
    );

    // Goes on with what it began with, in a tab that is not selected, until it is stopped.
    await repeat('10', '');
    await waitForCard(page, { repeat: /^\d+ of 100,000 sent$/, repeatButton: 'Stop' });
    await write(driver(), '#text', 'something else');
    await page.press('#add-tab');
    await waitForCard(page, { repeat: '', repeatButton: 'Repeat' });
    await selectTab(page, 0);
    const before = Number.parseInt((await readCard(driver())).repeat, 10);
    await page.waitFor('more of them', async () => Number.parseInt((await readCard(driver())).repeat, 10) > before);
    await page.press('#repeat button');
    await waitForCard(page, { repeat: /^Stopped after \d+\.$/, repeatButton: 'Repeat' });
    assert.equal((await page.entries()).filter(({ content }) => content === 'something else').length, 0);

    await page.press('#log-clear');
    await repeat('3600000', '');
    await waitForCard(page, { repeat: '1 of 100,000 sent' });
    await page.close('1000', '');
    await waitForCard(page, { repeat: 'Stopped after 1: the connection is not open any more.' });

    // This server reads nothing: what is sent stays in the buffer.
    await page.press('#log-clear');
    await page.connectAndOpen({ url: echoUrl().replace('/echo', '/slow') });
    await bring(driver(), 'drop', '#send', [{ name: 'x.txt', content: 'x'.repeat(700_000) }]);
    await repeat('1', '');
    await waitForCard(page, { repeat: /sent, waiting for the buffer$/ });
    await page.waitFor('the buffer', async () => numberOf((await page.figures()).bufferedAmount) > BOUNDS.buffered);
    assert.ok(
      numberOf((await page.figures()).bufferedAmount) <= BOUNDS.buffered + 700_000,
      JSON.stringify(await page.figures()),
    );
    await page.press('#repeat button');
    await waitForCard(page, { repeat: /^Stopped after \d+\.$/ });
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
    await waitForCard(page, { repeat: /connect first/ });
    assert.equal(await places(), before);
    await page.choose('kind', 'text');
    await page.press('#template-save');
    assert.deepEqual(await violations(), []);
  });
});

const numberOf = (text) => Number(text.replaceAll(',', ''));

async function selectTab(page, index) {
  const tabs = await page.driver.executeScript(() => Array.from(document.querySelectorAll('#tabs [role="tab"]')));
  await tabs[index].click();
}
