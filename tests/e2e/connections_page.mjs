// The tabs, the connection and its options as their tests see them.
import { Key } from 'selenium-webdriver';

/** The labels of the tabs, "name, state"; that of the selected one is in brackets. */
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

/** The places of the tab that has the focus, of the one that labels the panel (-1: none), and of those that Tab stops at. */
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
    (all) => all.map((name) => document.querySelector(`#options [name="${name}"]:checked`).value),
    names,
  );
}

/** What the notice above the page says. */
export function notice(page) {
  return page.driver.executeScript(() => document.querySelector('#notice p')?.textContent ?? '');
}

export const { ARROW_DOWN, ARROW_LEFT, ARROW_RIGHT, ARROW_UP, DELETE, END, ENTER, ESCAPE, HOME, TAB } = Key;
