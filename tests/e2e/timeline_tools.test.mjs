// What can be done with the timeline: filters, a search, a pause, copies and files.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Key } from 'selenium-webdriver';
import { inEveryEngine } from './site.mjs';
import { timelineOf } from './timeline_page.mjs';

inEveryEngine('the timeline', (site) => {
  const { driver, echoUrl, openPage } = site;
  const { count, listen, told, choose, downloaded } = timelineOf(site);

  test('filters by direction and kind, searches, pauses, copies and exports', async () => {
    const page = await openPage();
    await page.connectAndOpen({ protocols: 'chat' });
    await page.sendText('Grüße aus dem Ätna');
    await page.sendBytes('00 ca fe 01', 'Uint8Array');
    await page.waitForEntry({ direction: 'in', kind: 'Blob', content: '00 ca fe 01' });
    const shown = async () => (await page.rows()).map(({ direction, kind }) => `${direction} ${kind}`);
    const all = ['out connect', 'in open', 'out text', 'in text', 'out Uint8Array', 'in Blob'];
    assert.deepEqual(await shown(), all);

    const shows = async (...expected) => {
      await page.waitFor(
        expected.join(),
        async () => JSON.stringify(await shown()) === JSON.stringify(expected) && !/searching/.test(await count()),
      );
      assert.match(await count(), new RegExp(`^${expected.length} of 6 match`));
    };
    await choose('#log-direction', 'In');
    await shows('in open', 'in text', 'in Blob');
    await choose('#log-kind', 'Messages');
    await shows('in text', 'in Blob');
    await choose('#log-kind', 'Events');
    await shows('in open');
    await choose('#log-direction', 'In and out');
    await choose('#log-kind', 'All kinds');
    await page.fill('#log-search', 'ätna');
    await shows('out text', 'in text');
    await page.fill('#log-search', 'ca fe');
    await shows('out Uint8Array', 'in Blob');
    await page.fill('#log-search', 'chat');
    await shows('out connect', 'in open');
    await page.fill('#log-search', 'nowhere');
    await shows();
    assert.equal(await page.find('#log-empty').then((element) => element.getText()), 'No event matches the filter.');

    // A pause holds while another filter is chosen.
    await page.press('#log-pause');
    await page.sendText('during the pause');
    await page.waitFor('what waits', async () => (await count()) === '0 of 8 match; paused, 2 new');
    await page.fill('#log-search', '');
    await page.waitFor('what was before', async () => (await count()) === '8 events; paused, 2 new');
    assert.deepEqual(await shown(), all);
    await page.press('#log-pause');
    await page.waitFor('what has come', async () => (await shown()).length === 8);
    assert.equal(await count(), '8 events');

    await choose('#log-kind', 'Messages');
    const { name, text } = await downloaded('#log-json');
    assert.match(name, /^events-.*\.json$/);
    assert.deepEqual(
      JSON.parse(text).entries.map(({ direction, text: its, base64 }) => [direction, its ?? base64]),
      [
        ['out', 'Grüße aus dem Ätna'],
        ['in', 'Grüße aus dem Ätna'],
        ['out', 'AMr+AQ=='],
        ['in', 'AMr+AQ=='],
        ['out', 'during the pause'],
        ['in', 'during the pause'],
      ],
    );
    const har = await downloaded('#log-har');
    assert.match(har.name, /^events-.*\.har$/);
    const [entry] = JSON.parse(har.text).log.entries;
    assert.deepEqual([entry.request.url, entry.response.status, entry._resourceType], [echoUrl(), 101, 'websocket']);
    assert.deepEqual(
      entry._webSocketMessages.slice(1, 4).map(({ type: way, opcode, data }) => [way, opcode, data]),
      [
        ['receive', 1, 'Grüße aus dem Ätna'],
        ['send', 2, 'AMr+AQ=='],
        ['receive', 2, 'AMr+AQ=='],
      ],
    );

    await listen();
    await page.press('#log-copy');
    await page.waitFor('the copy', async () => (await told()).includes('Copied 6 events.\n'));
    await page.choose('kind', 'text');
    await page.fill('#text', '');
    await page.press('#text');
    await driver().actions().keyDown(Key.CONTROL).sendKeys('v').keyUp(Key.CONTROL).perform();
    const lines = (await page.valueOf('#text')).split('\n').map((line) => line.split('\t').slice(1).join(' '));
    assert.deepEqual(lines.slice(1, 4), [
      '#1 in text 21 B Grüße aus dem Ätna',
      '#1 out Uint8Array 4 B 00 ca fe 01',
      '#1 in Blob 4 B 00 ca fe 01',
    ]);
    assert.equal(await page.pageErrors(), '');
  });
});
