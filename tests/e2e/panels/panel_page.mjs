// A view beside the console as its tests see it.
import assert from 'node:assert/strict';
import { By } from 'selenium-webdriver';
import { violationsIn } from '../axe.mjs';
import { openOnPhone } from '../phone.mjs';

/** How long a condition may take on a slow machine; no test passes or fails by being fast. */
const PATIENCE_MS = 40_000;
/** How often a condition is looked at: the driver's own 200 ms would be most of the time of the tests. */
const POLL_MS = 20;

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
    return this.waitFor(
      'the view',
      async () => (await this.#driver.findElements(By.css(`[data-view="${this.#name}"] [role="status"]`))).length > 0,
    );
  }

  find(selector) {
    return this.#driver.findElement(By.css(`[data-view="${this.#name}"] ${selector}`));
  }

  async press(text) {
    await this.#driver
      .findElement(By.xpath(`//*[@data-view="${this.#name}"]//button[normalize-space()="${text}"]`))
      .click();
  }

  /** Chooses an option by its value or its text. */
  async choose(selector, option) {
    await this.#driver.executeScript(
      (select, wanted) => {
        select.selectedIndex = Array.from(select.options).findIndex(
          ({ value, text }) => value === wanted || text === wanted,
        );
        select.dispatchEvent(new Event('change', { bubbles: true }));
      },
      await this.find(selector),
      option,
    );
  }

  /** Writes into a field all at once. */
  async fill(selector, text) {
    await this.#driver.executeScript(
      (field, value) => {
        field.value = value;
        field.dispatchEvent(new Event('input', { bubbles: true }));
      },
      await this.find(selector),
      text,
    );
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
      const shown = await this.#driver.executeScript(
        (name) => [
          // biome-ignore lint/performance/useDomNodeTextContent: what a person sees.
          document.querySelector(`[data-view="${name}"]`)?.innerText.slice(0, 2000),
          // biome-ignore lint/performance/useDomNodeTextContent: what a person sees.
          document.querySelector('#page-errors')?.innerText,
        ],
        this.#name,
      );
      throw new Error(`waited for ${what}; the view shows ${JSON.stringify(shown)}`, { cause: error });
    }
  }

  /** Asserts that the page's own program has told of no error, and that axe-core finds nothing in the view, as in axe.mjs. */
  async assertSound() {
    assert.equal(await this.#driver.findElement(By.id('page-errors')).getText(), '');
    assert.deepEqual(await violationsIn(this.#driver, `[data-view="${this.#name}"]`), []);
  }
}

/** Opens the view in a frame as wide as a phone, hands it to `act`, and asserts that nothing goes beyond the edge. */
export async function assertFitsPhone(t, driver, siteUrl, name, act) {
  await openOnPhone(t, driver, `${siteUrl}#${name}`);
  const page = new PanelPage(driver, name);
  await page.waitUntilLoaded();
  await act(page);
  assert.deepEqual(
    await driver.executeScript(() => ({
      width: innerWidth,
      isScrolledSideways: document.documentElement.scrollWidth > innerWidth,
      beyondTheEdge: Array.from(document.querySelectorAll('main *:not(.visually-hidden, option)'))
        .filter((node) => node.getBoundingClientRect().right > innerWidth)
        .map((node) => node.outerHTML),
    })),
    { width: 360, isScrolledSideways: false, beyondTheEdge: [] },
  );
  await driver.switchTo().defaultContent();
}
