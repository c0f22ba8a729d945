// What the page shows of a socket: charts, how it stands in words, and figures, for sockets of the window and of a worker.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inEveryEngine } from './site.mjs';

const server = (echoUrl, path) => new URL(path, echoUrl).href;

inEveryEngine('seeing', ({ driver, openPage, echoUrl, inFirst }) => {
  const read = (script, ...args) => driver().executeScript(script, ...args);
  const words = () => read(() => document.querySelector('.words').textContent.trim());
  const causes = () => read(() => Array.from(document.querySelectorAll('.causes li'), (item) => item.textContent));
  const summary = () => read(() => document.querySelector('.charts-summary').textContent);
  const canvases = () => read(() => document.querySelectorAll('.plot canvas').length);
  const useSocket = async (page, place) => {
    await page.choose('place', place);
    await page.connectAndOpen();
    await page.waitFor('the handshake', async () => /^Open\. The handshake took [\d.]+ m?s\.$/.test(await words()));
    assert.match((await page.figures()).handshake, /^[\d.]+ m?s$/);
  };
  const openWithCharts = async () => {
    const page = await openPage();
    await page.waitFor('the charts', async () => (await canvases()) === 4);
    return page;
  };

  test('tells how a socket in the window stands, in figures and in words', inFirst, async () => {
    const page = await openPage();
    assert.match(await words(), /^No connection yet\./);
    await useSocket(page, 'window');
    await page.close('1000', 'done');
    await page.waitFor('the end', async () =>
      /^1000: normal closure .* This page called close\(\)\.$/.test(await words()),
    );
    assert.deepEqual(await causes(), []);
    assert.equal(await page.pageErrors(), '');
  });

  test('tells it of a socket in a worker, too, and charts what was exchanged', inFirst, async () => {
    const page = await openWithCharts();
    await useSocket(page, 'worker');
    for (const text of ['one', 'two', 'three']) await page.sendText(text);
    await page.waitForEntry({ direction: 'in', kind: 'text', content: 'three' });
    await page.waitFor('the messages', async () =>
      /^In the last minute: 3 messages \(11 B\) out, 3 \(11 B\) in\..*Round trip /.test(await summary()),
    );
    await page.close('', '');
    await page.waitFor('the end', async () => /^1005: no code .* This page called close\(\)\.$/.test(await words()));
    assert.equal(await page.pageErrors(), '');
  });

  test('explains how connections end', inFirst, async () => {
    const page = await openPage();
    const ENDS = [
      ['/close?code=4001&reason=later', /^4001: code of the application .* The server closed the connection\.$/, 0],
      ['/close', /^1005: no code .* The server closed the connection\.$/, 0],
      ['/drop?after=1', /^1006: connection lost .*Browsers do not tell pages why\.$/, 4],
      ['/refuse?status=403', /^1006: never opened .*Browsers do not tell pages why/, 4],
    ];
    for (const [path, expected, count] of ENDS) {
      await page.connect({ url: server(echoUrl(), path) });
      if (path.endsWith('after=1')) {
        await page.waitFor('an open connection', async () => /^Open\./.test(await words()));
        await page.sendText('drop it');
      }
      await page.waitFor(`the words for ${path}`, async () => expected.test(await words()));
      assert.equal((await causes()).length, count, path);
    }
    await page.press('.causes summary');
    assert.ok(await (await page.find('.causes li')).isDisplayed());
    // What is known for sure comes first; WebKit has no close event for it.
    await page.connect({ url: 'ws://127.0.0.1:6667/' });
    await page.waitFor('the reason', async () => /port 6667,/.test((await causes())[0]));
  });

  test('draws lines, the lane of ready states, and in figures what it draws', async () => {
    const page = await openWithCharts();
    await page.connectAndOpen();
    await page.sendBytes('00'.repeat(100));
    await page.waitFor('the message', async () => /1 message \(100 B\) out, 1 \(100 B\) in/.test(await summary()));
    const colours = await read(drawnColours);
    assert.deepEqual(colours, { out: true, in: true, open: true });
    await page.press('.charts-figures summary');
    const rows = await read(() =>
      Object.fromEntries(
        Array.from(document.querySelectorAll('.charts-figures tbody tr'), ({ cells: [name, , , most] }) => [
          name.textContent,
          most.textContent,
        ]),
      ),
    );
    assert.deepEqual(
      { ...rows, 'round trip': undefined, bufferedAmount: undefined },
      {
        'messages out': '1',
        'messages in': '1',
        'bytes out': '100 B',
        'bytes in': '100 B',
        bufferedAmount: undefined,
        'round trip': undefined,
      },
    );
    assert.match(rows['round trip'], /^[\d.]+ m?s$/);

    await page.choose('span', '600');
    assert.match(await summary(), /^In the last 10 minutes: 1 message/);
    // The summary goes on meanwhile.
    const withoutAge = (text) => text.replace(/ Open for \d+ s\.$/, '');
    const news = await read(() => document.querySelector('.charts-news').textContent);
    assert.equal(withoutAge(news), withoutAge(await summary()));
    // Another tab has metrics of its own.
    await page.press('#add-tab');
    await page.waitFor('the other tab', async () => (await summary()) === 'No connection in the last 10 minutes.');
  });

  test('loads the charts and their library after the first paint only', inFirst, async () => {
    await openWithCharts();
    const { painted, loaded } = await read(() => ({
      painted: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0,
      // Beside what index.html names.
      loaded: performance
        .getEntriesByType('resource')
        .filter(
          ({ name }) => name.endsWith('.js') && !document.querySelector(`script[src="${name.split('/').at(-1)}"]`),
        )
        .map(({ startTime }) => startTime),
    }));
    assert.ok(loaded.length > 0);
    assert.ok(
      loaded.every((started) => started >= painted),
      `painted at ${painted}, loaded at ${loaded}`,
    );
  });

  test('draws with the colours of the page, and as large as there is room', inFirst, async () => {
    await openWithCharts();
    const darkened = await read(() => {
      const before = getComputedStyle(document.querySelector('.now .out')).color;
      document.documentElement.style.colorScheme = 'dark';
      return { before, after: getComputedStyle(document.querySelector('.now .out')).color };
    });
    assert.notEqual(darkened.before, darkened.after);
    const size = () =>
      read(() => {
        const { clientWidth, clientHeight } = document.querySelector('.plot');
        const { width, height } = document.querySelector('.plot canvas');
        return {
          isFitting:
            width === Math.round(clientWidth * devicePixelRatio) &&
            height === Math.round(clientHeight * devicePixelRatio),
          width,
        };
      });
    const before = await size();
    assert.ok(before.isFitting);
    await read(() => {
      document.querySelector('.plots').style.width = '40%';
    });
    await driver().wait(async () => (await size()).width < before.width && (await size()).isFitting, 10_000);
  });

  test('draws nothing while it cannot be seen, and at once when it can', async () => {
    const page = await openWithCharts();
    // The figures are written anew with every picture.
    await read(() => {
      window.drawn = 0;
      new MutationObserver(() => {
        window.drawn += 1;
      }).observe(document.querySelector('.charts-figures tbody'), { childList: true });
    });
    const drawn = () => read(() => window.drawn);
    await page.waitFor('a picture', async () => (await drawn()) > 0);
    await page.press('nav [href="#compare"]');
    await page.waitFor('the other view', () => read(() => document.querySelector('[data-view="console"]').hidden));
    // More than one of its seconds: it would have been drawn in each.
    const whileHidden = await driver().executeAsyncScript((done) =>
      requestAnimationFrame(() =>
        requestAnimationFrame(() => {
          const before = window.drawn;
          setTimeout(() => done(window.drawn - before), 1200);
        }),
      ),
    );
    assert.equal(whileHidden, 0);
    const before = await drawn();
    await page.press('nav [href="#console"]');
    await page.waitFor('a new picture', async () => (await drawn()) > before);
  });
});

// Firefox and WebKit blend lines with what is behind them, so the nearest colour counts.
function drawnColours() {
  const canvas = document.querySelector('[data-plot="messages"] canvas');
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
  const has = (selector) => {
    const wanted = getComputedStyle(document.querySelector(selector)).color.match(/\d+/g).slice(0, 3).map(Number);
    for (let index = 0; index < data.length; index += 4) {
      if (data[index + 3] > 200 && wanted.every((value, channel) => Math.abs(value - data[index + channel]) < 24))
        return true;
    }
    return false;
  };
  return { out: has('.now .out'), in: has('.now .in'), open: has('.states [data-state="1"]') };
}
