// The first visit: one press connects and sends, the page shows what to look at, and it has room for that on every screen.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { violationsIn } from './axe.mjs';
import { DemoPage } from './demo_page.mjs';
import { openOnPhone } from './phone.mjs';
import { inEveryEngine, VIEWS } from './site.mjs';

const ECHO = ['out connect', 'in open', 'out text', 'in text'];
/** A window of 1280 × 900 pixels at a zoom of 200 %. */
const ZOOMED = { width: 640, height: 450 };
const PHONE = { width: 390, height: 844 };

inEveryEngine('the first visit', ({ driver, engine, openPage, siteUrl, echoUrl, inFirst }) => {
  const read = (script, ...args) => driver().executeScript(script, ...args);
  const isVisible = (selector) =>
    read((css) => document.querySelector(css).checkVisibility({ visibilityProperty: true }), selector);
  const box = (selector) =>
    read((css) => {
      const { top, bottom, width, height } = document.querySelector(css).getBoundingClientRect();
      return { top, bottom, width, height };
    }, selector);
  const came = (page) =>
    page.waitFor('the echo', async () => {
      const rows = (await page.rows()).map(({ direction, kind }) => `${direction} ${kind}`);
      return JSON.stringify(rows) === JSON.stringify(ECHO);
    });
  async function openFrame(t, size) {
    await openOnPhone(t, driver(), siteUrl(), size);
    const page = new DemoPage(driver());
    await page.waitFor('the URL of the echo server', async () => (await page.valueOf('#url')) !== '');
    // The page object forgets only what a page of this origin has kept.
    t.after(() => read(() => localStorage.clear()));
    // Without a click, WebKit gives no focus to a page of another origin.
    await page.press('h1');
    return page;
  }

  test('leads with a button that connects and sends, and then says what to look at', async () => {
    const page = await openPage();
    assert.ok(await isVisible('.guide .try'));
    assert.equal(await isVisible('[data-figure="readyState"]'), false);
    assert.deepEqual(await violationsIn(driver(), '#workspace'), []);
    await page.press('.guide .try');
    await came(page);
    await page.waitFor('the advice', () => read(() => /Events/.test(document.querySelector('.next').textContent)));
    assert.equal(await isVisible('.guide .try'), false);
    assert.ok(await isVisible('[data-figure="readyState"]'));
    assert.equal(await read(() => document.activeElement.textContent), 'Send');
    assert.deepEqual(await violationsIn(driver(), '#workspace'), []);
    for (let count = 0; count < 6; count += 1) await page.press('#send .primary');
    await page.waitFor('no advice', () => read(() => document.querySelector('.next').textContent === ''));
    assert.equal(await page.pageErrors(), '');
  });

  test('sends nothing if the connection fails, and asks for a URL if there is none', inFirst, async () => {
    const page = await openPage();
    await page.fill('#url', '');
    await page.press('.guide .try');
    assert.equal(await read(() => document.activeElement.id), 'url');
    assert.equal((await page.rows()).length, 0);
    await page.fill('#url', 'ftp://127.0.0.1/');
    await page.press('.guide .try');
    await page.waitFor('the error', async () => (await page.problem('#connect')).startsWith('SyntaxError: '));
    assert.ok(await isVisible('.guide .try'));
    await page.fill('#url', echoUrl().replace('/echo', '/refuse'));
    await page.press('.guide .try');
    await page.waitForEntry({ direction: 'in', kind: 'close' });
    await page.connect({ url: echoUrl() });
    await page.waitForEntry({ kind: 'open' });
    assert.ok((await page.rows()).every(({ kind }) => kind !== 'text'));
    assert.equal(await page.problem('#send'), '');
  });

  test('has room for a long URL', inFirst, async () => {
    await openPage();
    const { width } = await box('#url');
    assert.ok(width >= 480, `${width} pixels`);
  });

  test('links to the API reference beside the page', inFirst, async () => {
    await openPage();
    const href = await read(() => document.querySelector('nav .api').href);
    assert.equal(href, new URL('api/index.html', siteUrl()).href);
  });

  test('leads on a phone, too: the first screen has the button, the second one has the Send card', async (t) => {
    const page = await openFrame(t, PHONE);
    const [connection, start, sending] = [await box('.connection'), await box('.start .try'), await box('#sending')];
    assert.ok(start.bottom <= PHONE.height, `the button ends at ${start.bottom}`);
    assert.ok(connection.height < PHONE.height / 2, `the card of the connection has ${connection.height} pixels`);
    assert.ok(sending.top < PHONE.height, `the Send card begins at ${sending.top}`);
    assert.equal(await isVisible('#options'), false);
    await page.press('#options-open');
    assert.ok(await isVisible('#protocols'));
    assert.equal(await read(() => document.querySelector('#options-open').ariaExpanded), 'true');
    await page.press('#options-open');
    assert.equal(await isVisible('#options'), false);

    await page.press('.start .try');
    await came(page);
    assert.equal(await isVisible('.start .try'), false);
    const { top, bottom } = await box('.words');
    assert.ok(top >= 0 && bottom <= PHONE.height, `the words of the Socket card are at ${top}`);
    assert.equal(await page.pageErrors(), '');
  });

  for (const [name, size] of Object.entries({ 'a zoom of 200 %': ZOOMED, 'a phone': PHONE })) {
    test(`fits ${name} on every view, with all controls in reach`, async (t) => {
      const page = await openFrame(t, size);
      for (const view of VIEWS) {
        await read((name) => document.querySelector(`nav [href="#${name}"]`).click(), view);
        await page.waitFor(view, () =>
          read((name) => {
            const shown = document.querySelector(`[data-view="${name}"]`);
            return !shown.hidden && shown.hasChildNodes();
          }, view),
        );
        assert.deepEqual(await read(outOfReach), { isScrolledSideways: false, outOfReach: [] }, view);
      }
    });
  }

  for (const [name, size] of Object.entries({ 'a wide screen': null, 'a phone': PHONE })) {
    test(`moves nothing on ${name}, from the load to the first message`, {
      skip: engine === 'chromium' ? false : 'only Chromium tells of layout shifts',
    }, async (t) => {
      const page = size ? await openFrame(t, size) : await openPage();
      // On a phone, the charts are out of sight.
      await page.waitFor('all that is loaded later', () =>
        read(
          () =>
            innerWidth < 500 ||
            (document.querySelectorAll('.plot canvas').length === 4 &&
              document.querySelector('#offline').textContent !== ''),
        ),
      );
      await read(() => {
        globalThis.shifts = [];
        new PerformanceObserver((list) =>
          globalThis.shifts.push(...list.getEntries().map(({ value }) => value)),
        ).observe({
          type: 'layout-shift',
          buffered: true,
        });
        // By script, as browsers forgive what follows a person's click.
        Array.from(document.querySelectorAll('.try'))
          .find((button) => button.checkVisibility({ visibilityProperty: true }))
          .click();
      });
      await came(page);
      await read(() => new Promise(requestAnimationFrame));
      assert.deepEqual(await read(() => globalThis.shifts), []);
    });
  }
});

/** Whether the page scrolls sideways, and the controls that lie beyond its edges without a box that scrolls to them. */
function outOfReach() {
  const isCut = (node) => {
    const { left, right } = node.getBoundingClientRect();
    return (left < 0 || right > innerWidth) && !node.closest('#tabs');
  };
  return {
    isScrolledSideways: document.documentElement.scrollWidth > innerWidth,
    outOfReach: Array.from(document.querySelectorAll('a[href], button, input, textarea, select, summary'))
      .filter((node) => node.checkVisibility({ visibilityProperty: true }) && isCut(node))
      .map((node) => node.outerHTML.slice(0, 120)),
  };
}
