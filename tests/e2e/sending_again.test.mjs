// The card for sending, what is sent more than once: templates and repeats.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Key } from 'selenium-webdriver';
import { BOUNDS } from '../../www/src/model/repeat.js';
import { bring, focus, readCard, selectTab, sendingWith, waitForCard, write } from './sending_page.mjs';
import { inEveryEngine } from './site.mjs';

inEveryEngine('sending', ({ driver, openPage, echoUrl }) => {
  const { type, pick, press, came } = sendingWith(driver);

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
    await waitForCard(page, { notice: 'Saved “call”.', template: 'call' });
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
        'A template “call” exists. To change it, select it and press Update.',
    );
    await type(' bytes', Key.ENTER);
    await waitForCard(page, { notice: 'Saved “call bytes”.', template: 'call bytes' });
    assert.equal(await dialog.isDisplayed(), false);
    await write(driver(), '#bytes', 'ca fe 00');
    await page.press('#template-update');
    await waitForCard(page, { notice: 'Updated “call bytes”.' });

    await page.choose('kind', 'file');
    await page.press('#template-save');
    await waitForCard(page, { problem: 'A template stores text or bytes, not files.' });
    // A template of this connection is not offered by another.
    await page.press('#add-tab');
    await waitForCard(page, { template: 'none saved' });

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
    await waitForCard(page, { template: 'none', notice: 'Deleted “call”. The text stays in the editor.' });
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
    await waitForCard(page, { repeat: 'The connection is not open. Connect first.' });
    await page.connectAndOpen();
    await repeat('0', '2');
    await waitForCard(page, { repeat: '“0” is not valid. Enter a whole number of milliseconds from 1 to 3,600,000.' });
    await repeat('1', '100001');
    await waitForCard(page, { repeat: '“100001” is not valid. Enter a whole number of times from 1 to 100,000.' });

    await write(driver(), '#text', 'message {{n}}');
    await repeat('1', '8');
    await waitForCard(page, { repeat: 'Done. Sent 8.', repeatButton: 'Repeat' });
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
    await waitForCard(page, { repeat: /^Stopped\. Sent \d+\.$/, repeatButton: 'Repeat' });
    assert.equal((await page.entries()).filter(({ content }) => content === 'something else').length, 0);

    await page.press('#log-clear');
    await repeat('3600000', '');
    await waitForCard(page, { repeat: '1 of 100,000 sent' });
    await page.close('1000', '');
    await waitForCard(page, { repeat: 'Stopped. Sent 1. The connection is no longer open.' });

    // This server reads nothing: what is sent stays in the buffer.
    await page.press('#log-clear');
    await page.connectAndOpen({ url: echoUrl().replace('/echo', '/slow') });
    await bring(driver(), 'drop', '#send', [{ name: 'x.txt', content: 'x'.repeat(700_000) }]);
    await repeat('1', '');
    await waitForCard(page, { repeat: /sent, paused: the buffer is full$/ });
    await page.waitFor('the buffer', async () => numberOf((await page.figures()).bufferedAmount) > BOUNDS.buffered);
    assert.ok(
      numberOf((await page.figures()).bufferedAmount) <= BOUNDS.buffered + 700_000,
      JSON.stringify(await page.figures()),
    );
    await page.press('#repeat button');
    await waitForCard(page, { repeat: /^Stopped\. Sent \d+\.$/ });
    assert.equal(await page.pageErrors(), '');
  });
});

const numberOf = (text) => Number(text.replaceAll(',', ''));
