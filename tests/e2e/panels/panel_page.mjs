// A view beside the console as its tests see it.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { By } from 'selenium-webdriver';
import { serveFolder } from '../../support/static_server.mjs';

/** How long a condition may take on a slow machine; no test passes or fails by being fast. */
const PATIENCE_MS = 40_000;
/** How often a condition is looked at: the driver's own 200 ms would be most of the time of the tests. */
const POLL_MS = 20;
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export class PanelPage {
  #driver;
  #name;

  /** Opens the page at this view and waits until it has been loaded. */
  static async open(driver, siteUrl, name) {
    // A URL that differs in its fragment alone would not be loaded.
    await driver.get('about:blank');
    await driver.get(`${siteUrl}#${name}`);
    const page = new PanelPage(driver, name);
    await page.waitUntilLoaded();
    return page;
  }

  constructor(driver, name) {
    this.#driver = driver;
    this.#name = name;
  }

  waitUntilLoaded() {
    return this.waitFor('the view', async () => (await this.#driver.findElements(By.css(`[data-view="${this.#name}"] [role="status"]`))).length > 0);
  }

  find(selector) {
    return this.#driver.findElement(By.css(`[data-view="${this.#name}"] ${selector}`));
  }

  async press(text) {
    await this.#driver.findElement(By.xpath(`//*[@data-view="${this.#name}"]//button[normalize-space()="${text}"]`)).click();
  }

  /** Chooses an option by its value or its text. */
  async choose(selector, option) {
    await this.#driver.executeScript((select, wanted) => {
      select.selectedIndex = Array.from(select.options).findIndex(({ value, text }) => value === wanted || text === wanted);
      select.dispatchEvent(new Event('change', { bubbles: true }));
    }, await this.find(selector), option);
  }

  /** Writes into a field all at once. */
  async fill(selector, text) {
    await this.#driver.executeScript((field, value) => {
      field.value = value;
      field.dispatchEvent(new Event('input', { bubbles: true }));
    }, await this.find(selector), text);
  }

  /** Runs a function in the page. */
  run(look, ...args) {
    return this.#driver.executeScript(look, ...args);
  }

  async text(selector) {
    return (await this.find(selector)).getText();
  }

  /** What the live region says. */
  status() {
    return this.text('[role="status"]');
  }

  /** Waits until the live region says something like this; resolves to all that it says. */
  async waitForStatus(pattern) {
    await this.waitFor(String(pattern), async () => pattern.test(await this.status()));
    return this.status();
  }

  async waitFor(what, condition) {
    try {
      await this.#driver.wait(condition, PATIENCE_MS, undefined, POLL_MS);
    } catch (error) {
      const shown = await this.#driver.executeScript((name) => [
        document.querySelector(`[data-view="${name}"]`)?.innerText.slice(0, 2000), document.querySelector('#page-errors')?.innerText,
      ], this.#name);
      throw new Error(`waited for ${what}; the view shows ${JSON.stringify(shown)}`, { cause: error });
    }
  }

  /** Asserts that the page's own program has told of no error, and that axe-core finds nothing in the view, light and dark. */
  async assertSound() {
    assert.equal(await this.#driver.findElement(By.id('page-errors')).getText(), '');
    await this.#driver.executeScript(AXE);
    for (const [scheme, rules] of [['light', undefined], ['dark', ['color-contrast']]]) {
      const violations = await this.#driver.executeAsyncScript((name, wanted, only, done) => {
        document.documentElement.style.colorScheme = wanted;
        // Colours on their way to others are neither.
        Promise.all(document.getAnimations().map(({ finished }) => finished)).then(() => (
          axe.run(`[data-view="${name}"]`, { resultTypes: ['violations'], ...only && { runOnly: only } }))).then(
          (found) => done(found.violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map(({ html }) => html).join(' ')}`)),
          (error) => done([String(error)]));
      }, this.#name, scheme, rules);
      assert.deepEqual(violations, [], scheme);
    }
    await this.#driver.executeScript(() => { document.documentElement.style.colorScheme = ''; });
  }
}

/** Opens the view in a frame as wide as a phone, hands it to `act`, and asserts that nothing goes beyond the edge. */
export async function assertFitsPhone(t, driver, siteUrl, name, act) {
  // In a frame, as a browser window cannot be made as narrow as a phone.
  const outside = await serveFolder({
    '/index.html': `<!doctype html><iframe src="${siteUrl}#${name}" style="width: 360px; height: 740px; border: 0"></iframe>`,
  });
  t.after(() => outside.close());
  await driver.get(outside.url);
  await driver.switchTo().frame(0);
  const page = new PanelPage(driver, name);
  await page.waitUntilLoaded();
  await act(page);
  assert.deepEqual(await driver.executeScript(() => ({
    width: innerWidth,
    isScrolledSideways: document.documentElement.scrollWidth > innerWidth,
    beyondTheEdge: Array.from(document.querySelectorAll('main *:not(.visually-hidden, option)'))
      .filter((node) => node.getBoundingClientRect().right > innerWidth).map((node) => node.outerHTML),
  })), { width: 360, isScrolledSideways: false, beyondTheEdge: [] });
  await driver.switchTo().defaultContent();
}
