// The tabs and the Connection card as their tests see them.
import { Key } from 'selenium-webdriver';

/** What a person reads of the tabs, and of what has the focus: every tab as "name, state", in brackets where it is selected. */
export function readTabs(driver) {
  return driver.executeScript(() => {
    const tabs = Array.from(document.querySelectorAll('#tabs [role="tab"]'));
    return tabs.map((tab) => (tab.ariaSelected === 'true' ? `[${tab.ariaLabel}]` : tab.ariaLabel));
  });
}

/** Waits until the tabs are these. */
export async function waitForTabs(page, ...wanted) {
  let tabs;
  await page
    .waitFor(`tabs ${wanted.join(' ')}`, async () => {
      tabs = await readTabs(page.driver);
      return JSON.stringify(tabs) === JSON.stringify(wanted);
    })
    .catch((error) => {
      throw new Error(`the tabs are ${JSON.stringify(tabs)}, not ${JSON.stringify(wanted)}`, { cause: error });
    });
}

/** The tabs' names, and which of them has the focus and labels the panel: -1 where none does. */
export function readFocus(driver) {
  return driver.executeScript(() => {
    const tabs = Array.from(document.querySelectorAll('#tabs [role="tab"]'));
    const labelled = document.getElementById(document.querySelector('#workspace').getAttribute('aria-labelledby'));
    const stops = tabs.filter((tab) => tab.tabIndex === 0);
    return {
      focused: tabs.indexOf(document.activeElement),
      labels: tabs.indexOf(labelled),
      stops: stops.map((tab) => tabs.indexOf(tab)),
    };
  });
}

export async function selectTab(page, number) {
  await page.press(`#tabs [role="tab"]:nth-child(${number}) .name`);
}

export async function type(driver, ...keys) {
  await driver
    .actions()
    .sendKeys(...keys)
    .perform();
}

/** Renames, and types a URL, as one goes from field to field. */
export async function nameAndUrl(page, name, url) {
  await page.fill('#name', name);
  if (url !== undefined) await page.fill('#url', url);
}

/** What is chosen of these radio buttons. */
export function chosen(driver, ...names) {
  return driver.executeScript(
    (all) => all.map((name) => document.querySelector(`#connect [name="${name}"]:checked`).value),
    names,
  );
}

/**
 * Connects, sends and closes in one tab, and does what is wrong on the way; each step waits for the timeline's newest entry. It
 * runs in the page: step by step through a driver it would take ten times as long. Resolves to a line for each entry.
 */
export async function exchange(driver, choices) {
  const { problem, entries } = await driver.executeAsyncScript(exchangeHere, choices);
  if (problem) throw new Error(problem);
  return entries;
}

function exchangeHere({ place, implementation, echo }, done) {
  const set = (id, value) => {
    const field = document.getElementById(id);
    field.value = value;
    field.dispatchEvent(new Event(field instanceof HTMLSelectElement ? 'change' : 'input', { bubbles: true }));
  };
  const choose = (name, value) => document.querySelector(`#workspace [name="${name}"][value="${value}"]`).click();
  /** By id: a step adds fewer than there is room for. */
  const seen = new Map();
  const collect = () => {
    for (const row of document.querySelectorAll('#log .entry')) {
      const { id, direction, kind } = row.dataset;
      seen.set(
        Number(id),
        `${direction} ${kind} ${row.querySelector('.size').textContent} ${row.querySelector('.content').textContent}`,
      );
    }
  };
  const newest = () =>
    Array.from(document.querySelectorAll('#log .entry')).reduce(
      (last, row) => (last && Number(last.dataset.id) > Number(row.dataset.id) ? last : row),
      null,
    );
  const step = async (wanted, form, act) => {
    const before = Number(newest()?.dataset.id ?? 0);
    act();
    if (form) document.getElementById(form).requestSubmit();
    for (let tries = 0; tries < 1000; tries += 1) {
      const { id = 0, direction, kind } = newest()?.dataset ?? {};
      if (Number(id) > before && `${direction} ${kind}` === wanted) return collect();
      await new Promise((resolve) => {
        setTimeout(resolve, 10);
      });
    }
    throw new Error(`waited for ${wanted}; the newest is ${newest()?.textContent}`);
  };
  const connect = (wanted, url, protocols = '') =>
    step(wanted, 'connect', () => {
      set('url', url);
      set('protocols', protocols);
    });
  const send = (wanted, kind, field, value, type) =>
    step(wanted, 'send', () => {
      choose('kind', kind);
      set(field, value);
      if (type) set('bytes-type', type);
    });
  const close = (wanted, code, reason) =>
    step(wanted, 'close', () => {
      set('code', code);
      set('reason', reason);
    });
  (async () => {
    choose('place', place);
    choose('implementation', implementation);
    await connect('local exception', 'ftp://127.0.0.1/');
    await connect('out connect', echo.replace('/echo', '/stall'));
    await send('local exception', 'text', 'text', 'too early');
    await close('in close', '', '');
    await connect('in open', echo, 'chat');
    await send('in text', 'text', 'text', 'grüße, 🌍');
    await send('in Blob', 'bytes', 'bytes', '00 7f ff', 'Uint8Array');
    await send('in Blob', 'bytes', 'bytes', 'ca fe', 'Blob');
    await step('out set', null, () => choose('binaryType', 'arraybuffer'));
    await send('in ArrayBuffer', 'bytes', 'bytes', '01'.repeat(100_000), 'ArrayBuffer');
    await step('out set', null, () => choose('binaryType', 'blob'));
    await close('local exception', '1001', '');
    await close('local exception', '1000', 'x'.repeat(124));
    await close('in close', '3001', 'enough');
  })().then(
    () =>
      done({
        entries: Array.from(seen)
          .sort(([one], [other]) => one - other)
          .map(([, line]) => line),
      }),
    (error) => done({ problem: error.message }),
  );
}

export const { ARROW_DOWN, ARROW_LEFT, ARROW_RIGHT, ARROW_UP, DELETE, END, ENTER, ESCAPE, HOME, TAB } = Key;
