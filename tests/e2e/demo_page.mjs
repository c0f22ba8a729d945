// The demo page as its tests see it: what a person can do on it, and what a person can read.
import { By, Select } from 'selenium-webdriver';

/** How long a condition may take on a slow machine; no test passes or fails by being fast. */
const PATIENCE_MS = 60_000;
/** How often a condition is looked at: the driver's own 200 ms would be most of the time of the tests. */
const POLL_MS = 20;

/** Has the browser forget what the page at this URL kept, if it shows it. */
export async function forget(driver, url) {
  if ((await driver.getCurrentUrl()).startsWith(url)) await driver.executeScript(() => localStorage.clear());
}

export class DemoPage {
  #driver;

  /**
   * Opens the page and waits until it has the URL of its echo server, unless it has none. What it kept of the visit before
   * is forgotten, unless `keeps`.
   */
  static async open(driver, url, { hasEcho = true, keeps = false } = {}) {
    if (!keeps) await forget(driver, url);
    await driver.get(url);
    const page = new DemoPage(driver);
    if (hasEcho) await page.waitFor('the URL of the echo server', async () => (await page.valueOf('#url')) !== '');
    return page;
  }

  constructor(driver) {
    this.#driver = driver;
  }

  get driver() {
    return this.#driver;
  }

  /** Presses Connect, with these fields changed first. */
  async connect({ url, protocols, implementation } = {}) {
    if (url !== undefined) await this.fill('#url', url);
    if (protocols !== undefined) await this.fill('#protocols', protocols);
    if (implementation !== undefined) await this.choose('implementation', implementation);
    await this.press('#connect .primary');
  }

  /** Connects and waits for `open`. */
  async connectAndOpen(fields) {
    await this.connect(fields);
    await this.waitForEntry({ kind: 'open' });
  }

  async sendText(text) {
    await this.choose('kind', 'text');
    await this.fill('#text', text);
    await this.press('#send button');
  }

  async sendBytes(hex, type = 'ArrayBuffer') {
    await this.choose('kind', 'bytes');
    await this.fill('#bytes', hex);
    await new Select(await this.find('#bytes-type')).selectByVisibleText(type);
    await this.press('#send button');
  }

  async sendFile(path) {
    await this.choose('kind', 'file');
    await (await this.find('#file')).sendKeys(path);
    await this.press('#send button');
  }

  async close(code, reason) {
    await this.fill('#code', code);
    await this.fill('#reason', reason);
    await this.press('#close button');
  }

  /**
   * The timeline, oldest entry first, without times: what the filter lets through. Rows that are far from where it is scrolled
   * to are no part of the page, so it is scrolled through and back if there are many: `rows` is what is there.
   */
  entries() {
    return this.#driver.executeAsyncScript(readTimeline);
  }

  /** The rows of the timeline that are part of the page now, in their order: `{ id, place, of, direction, kind, size, content }`. */
  rows() {
    return this.#driver.executeScript(readRows);
  }

  /** What the Socket panel shows, by name. */
  figures() {
    return this.#driver.executeScript(() =>
      Object.fromEntries(
        Array.from(document.querySelectorAll('[data-figure]'), (cell) => [cell.dataset.figure, cell.textContent]),
      ),
    );
  }

  /** The problem shown below a form; '' if there is none. */
  async problem(form) {
    return (await this.find(`${form} .problem`)).getText();
  }

  /** What the page says has gone wrong in its own program; '' if nothing has. */
  async pageErrors() {
    return (await this.find('#page-errors')).getText();
  }

  async valueOf(selector) {
    return (await this.find(selector)).getAttribute('value');
  }

  /** Types a text into a field, or pastes it if it is long or has characters that no driver's keyboard has. */
  async fill(selector, text) {
    const field = await this.find(selector);
    await field.clear();
    // WebKit's driver refuses to type nothing.
    if (text === '') return;
    if (text.length <= 20 && !/[^\0-\uffff]/u.test(text)) await field.sendKeys(text);
    else await this.#driver.executeScript(paste, field, text);
  }

  /** Chooses a radio button the way a person does: by its label. */
  async choose(name, value) {
    await (await this.find(`label:has([name="${name}"][value="${value}"])`)).click();
  }

  async press(selector) {
    await (await this.find(selector)).click();
  }

  find(selector) {
    return this.#driver.findElement(By.css(selector));
  }

  /** Waits until the log has an entry with these fields, as often as said; its Blobs have been read then. */
  async waitForEntry(wanted, times = 1) {
    const matches = (entry) => Object.entries(wanted).every(([key, value]) => entry[key] === value);
    await this.waitFor(`${times} × ${JSON.stringify(wanted)}`, async () => {
      return (await this.entries()).filter(matches).length >= times;
    });
  }

  async waitForFigures(wanted) {
    await this.waitFor(JSON.stringify(wanted), async () => {
      const figures = await this.figures();
      return Object.entries(wanted).every(([name, value]) => figures[name] === value);
    });
  }

  /** Waits for a condition; on failure tells what the page showed instead. */
  async waitFor(what, condition) {
    try {
      await this.#driver.wait(condition, PATIENCE_MS, undefined, POLL_MS);
    } catch (error) {
      const shown = { rows: await this.rows(), figures: await this.figures(), errors: await this.pageErrors() };
      throw new Error(`waited for ${what}; the page shows ${JSON.stringify(shown, null, 2)}`, { cause: error });
    }
  }
}

function readRows() {
  return Array.from(document.querySelectorAll('#log .entry'), (row) => ({
    id: Number(row.dataset.id),
    place: Number(row.getAttribute('aria-posinset')),
    of: Number(row.getAttribute('aria-setsize')),
    direction: row.dataset.direction,
    kind: row.querySelector('.kind').textContent,
    size: row.querySelector('.size').textContent,
    content: row.querySelector('.content').textContent,
  })).sort((one, other) => one.id - other.id);
}

function readTimeline(done) {
  const log = document.querySelector('#log');
  const found = new Map();
  const collect = () => {
    const rows = Array.from(log.querySelectorAll('.entry'));
    for (const row of rows) {
      found.set(Number(row.dataset.id), {
        direction: row.dataset.direction,
        kind: row.querySelector('.kind').textContent,
        size: row.querySelector('.size').textContent,
        content: row.querySelector('.content').textContent,
      });
    }
    return rows.length >= Number(rows[0]?.getAttribute('aria-setsize') ?? 0);
  };
  const finish = () =>
    done(
      Array.from(found)
        .sort(([one], [other]) => one - other)
        .map(([, entry]) => entry),
    );
  if (collect()) return finish();
  const { scrollTop } = log;
  const wasAtEnd = log.scrollHeight - log.clientHeight - scrollTop < 8;
  const scrollOn = (to) => {
    log.scrollTop = to;
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        collect();
        if (log.scrollTop + log.clientHeight < log.scrollHeight - 1) return scrollOn(log.scrollTop + log.clientHeight);
        log.scrollTop = wasAtEnd ? log.scrollHeight : scrollTop;
        return finish();
      }),
    );
  };
  return scrollOn(0);
}

function paste(field, text) {
  field.focus();
  document.execCommand('insertText', false, text);
}
