// Care, on every view: no violations that axe-core finds, nothing moves by itself, the focus can be seen everywhere.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Key } from 'selenium-webdriver';
import { firstEngine } from '../support/browsers.mjs';
import { violationsIn } from './axe.mjs';
import { DemoPage } from './demo_page.mjs';
import { openOnPhone } from './phone.mjs';
import { inEveryEngine, VIEWS } from './site.mjs';

inEveryEngine('care', ({ driver, engine, openPage, siteUrl }) => {
  const read = (script, ...args) => driver().executeScript(script, ...args);
  const show = async (page, view) => {
    await page.press(`nav [href="#${view}"]`);
    await page.waitFor(view, () =>
      read((name) => {
        const shown = document.querySelector(`[data-view="${name}"]`);
        return !shown.hidden && shown.hasChildNodes();
      }, view),
    );
  };
  /** Two tabs, one of which has messages of all kinds, an exception and an end. */
  const use = async (page) => {
    await page.press('#add-tab');
    await page.connectAndOpen();
    await page.sendText('{"text": ["é", 1]}');
    await page.sendBytes('00 ff');
    await page.waitForEntry({ direction: 'in', kind: 'Blob' });
    await page.close('1001', 'refused');
    await page.close('1000', 'done');
    await page.waitForEntry({ direction: 'in', kind: 'close' });
  };
  // In the other engines, at the console on a phone.
  const isFirst = engine === firstEngine();
  for (const width of isFirst ? [1280, 360] : [360]) {
    test(`has no violations that axe-core finds, ${width} pixels wide`, async (t) => {
      const page = width === 360 ? await openNarrow(t) : await openPage();
      await use(page);
      const found = [];
      for (const view of isFirst ? VIEWS : ['console']) {
        await show(page, view);
        for (const violation of await violationsIn(driver(), 'html', { everywhere: true }))
          found.push(`${view}: ${violation}`);
      }
      assert.deepEqual(found, []);
    });
  }

  async function openNarrow(t) {
    await openOnPhone(t, driver(), siteUrl());
    const page = new DemoPage(driver());
    await page.waitFor('the URL of the echo server', async () => (await page.valueOf('#url')) !== '');
    // Without a click, WebKit gives no focus to a page of another origin.
    await page.press('h1');
    return page;
  }

  test('shows the focus wherever the keyboard can lead, on every view', async () => {
    const page = await openPage();
    await use(page);
    for (const view of VIEWS) {
      await show(page, view);
      await read(() => document.querySelector('header a').focus());
      // Whoever goes on with the keyboard is shown the focus, also where a script moves it.
      await driver().actions().sendKeys(Key.TAB).perform();
      const { stops, invisible } = await read(focusRings);
      assert.ok(stops >= (view === 'console' ? 25 : 6), `${stops} on ${view}`);
      assert.deepEqual(invisible, [], view);
    }
  });

  test('moves nothing by itself, whatever happens', {
    skip: engine === 'chromium' ? false : 'only Chromium tells of layout shifts',
  }, async () => {
    const page = await openPage();
    await read(() => {
      globalThis.shifts = [];
      new PerformanceObserver((list) =>
        globalThis.shifts.push(
          ...list
            .getEntries()
            .filter(({ hadRecentInput }) => !hadRecentInput)
            .map(
              ({ value, sources }) =>
                `${value.toFixed(4)} ${Array.from(sources, ({ node, previousRect: from, currentRect: to }) => `${node?.nodeName} ${node?.id || node?.className || node?.parentNode?.className || ''} ${from.x},${from.y} ${from.width}x${from.height} → ${to.x},${to.y} ${to.width}x${to.height}`).join('; ')}`,
            ),
        ),
      ).observe({ type: 'layout-shift', buffered: true });
    });
    await read(() => {
      document.body.tabIndex = -1;
      document.body.focus();
    });
    // By script, as what follows a person's click is forgiven.
    const submit = async (form, values) =>
      read(
        (id, entries) => {
          const { elements } = document.getElementById(id);
          for (const [name, value] of Object.entries(entries)) {
            elements[name].value = value;
            const control =
              elements[name] instanceof RadioNodeList
                ? Array.from(elements[name]).find(({ checked }) => checked)
                : elements[name];
            for (const type of ['input', 'change']) control.dispatchEvent(new Event(type, { bubbles: true }));
          }
          document.getElementById(id).requestSubmit();
        },
        form,
        values,
      );
    const end = async (kind, times) => page.waitForEntry({ direction: 'in', kind }, times);
    const url = await page.valueOf('#url');
    await page.waitFor('the charts', () => read(() => document.querySelectorAll('.plot canvas').length === 4));
    await submit('connect', {});
    await end('open', 1);
    for (let count = 1; count <= 30; count += 1)
      await submit('send', { kind: 'text', text: `${count} `.repeat(count * 3) });
    await end('text', 30);
    await page.waitFor('the charts to show it', () =>
      read(() => /30 messages/.test(document.querySelector('.charts-summary').textContent)),
    );
    await submit('close', { code: '1001' });
    await submit('close', { code: '3000', reason: 'reason '.repeat(10) });
    await end('close', 1);
    await submit('connect', { url: `${url}?deflate`, protocols: 'chat' });
    await end('open', 2);
    await submit('connect', { url: new URL('/refuse', url).href });
    await end('close', 3);
    await read(() => new Promise(requestAnimationFrame));
    assert.deepEqual(await read(() => globalThis.shifts), []);
  });

  test('moves nothing if less motion is wanted', async () => {
    await openPage();
    // All that the stylesheets animate, they do behind a media query; the program animates nothing.
    assert.deepEqual(
      await read(() => {
        const moving = [];
        const visit = (rules, isGuarded) => {
          for (const rule of rules) {
            const guarded =
              isGuarded || /prefers-reduced-motion/.test(rule.conditionText ?? rule.media?.mediaText ?? '');
            if (rule.cssRules?.length) visit(rule.cssRules, guarded);
            if (
              rule.style &&
              !guarded &&
              [rule.style.transitionProperty, rule.style.animationName, rule.style.scrollBehavior].some(
                (value) => value && !['none', 'auto'].includes(value),
              )
            ) {
              moving.push(rule.cssText);
            }
          }
        };
        for (const sheet of document.styleSheets) visit(sheet.cssRules, false);
        return moving;
      }),
      [],
    );
  });
});

// The ring is around the element that has the focus, or around what stands for it: the text beside a radio button, say.
function focusRings() {
  const isRing = (element) => {
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2;
  };
  const stops = Array.from(
    document.querySelectorAll('a[href], button, input, textarea, select, summary, [tabindex="0"]'),
  ).filter((node) => node.checkVisibility({ visibilityProperty: true }) && !node.disabled && node.tabIndex >= 0);
  const invisible = stops.filter((node) => {
    node.focus();
    return (
      document.activeElement === node &&
      ![node, node.nextElementSibling, node.parentNode].some((element) => element && isRing(element))
    );
  });
  return { stops: stops.length, invisible: invisible.map((node) => node.outerHTML.slice(0, 120)) };
}
