// Many tabs of one browser, and what may become of each.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ROOT } from '../../../scripts/lib/run.mjs';
import { serveFolder } from '../../../servers/static_server.mjs';
import { pageFor } from './page.mjs';

const FOLDER = join(ROOT, 'dist');
const POLL_MS = 100;
const PATIENCE_MS = 120_000;
/** So many entries of a record are told of a tab that does not get on. */
const MOST_TOLD = 12;

/** Resolves when a function resolves to true; rejects with what `describe` returns. */
export async function until(isTrue, describe) {
  for (const started = performance.now(); !(await isTrue()); await sleep(POLL_MS))
    if (performance.now() - started > PATIENCE_MS) throw new Error(`after ${PATIENCE_MS / 1000} s: ${describe()}`);
}

/** Serves the page, with a socket by these options, to tabs of a browser. */
export async function openTabs(driver, url, options) {
  const scripts = readdirSync(FOLDER).filter((file) => file.endsWith('.js'));
  const files = Object.fromEntries(scripts.map((file) => [`/dist/${file}`, readFileSync(join(FOLDER, file))]));
  const pages = { '/index.html': pageFor(url, options), '/away.html': '<!doctype html><title>away</title>' };
  // `no-store` would keep a page from being kept.
  const site = await serveFolder({ ...files, ...pages }, { headers: { 'cache-control': 'no-cache' } });
  return new Tabs(driver, site, await driver.getWindowHandle());
}

class Tabs {
  /** By id of the page. */
  lives = new Map();
  /** Each is `{ handle, state, life }`; the state is here, away or frozen. */
  all = [];
  #driver;
  #site;
  #first;

  constructor(driver, site, first) {
    this.#driver = driver;
    this.#site = site;
    this.#first = first;
  }

  /** The tabs in a state. */
  in(state) {
    return this.all.filter((tab) => tab.state === state);
  }

  async open() {
    await this.#driver.switchTo().newWindow('tab');
    const tab = { handle: await this.#driver.getWindowHandle(), state: 'here', life: undefined };
    this.all.push(tab);
    await this.#driver.get(`${this.#site.url}/`);
    await this.collect(tab);
  }

  async close(tab) {
    await this.#end(tab);
    await this.#driver.close();
    this.#drop(tab);
    await this.#driver.switchTo().window(this.#first);
  }

  async reload(tab) {
    await this.#end(tab);
    await this.#driver.navigate().refresh();
    await this.collect(tab);
  }

  /** Goes to another page: this one may be kept, or not. */
  async leave(tab) {
    await this.collect(tab);
    tab.state = 'away';
    await this.#goTo('location.href = "/away.html"', 'away');
  }

  async freeze(tab) {
    await this.collect(tab);
    tab.state = 'frozen';
    await this.#setState('frozen');
  }

  async crash(tab) {
    await this.#end(tab);
    await this.#driver.sendDevToolsCommand('Page.crash').catch(() => {});
    await this.#driver.close();
    this.#drop(tab);
    await this.#driver.switchTo().window(this.#first);
  }

  /** Brings back a tab that is away or frozen. */
  async bringBack(tab) {
    await this.#focus(tab);
    if (tab.state === 'frozen') await this.#setState('active');
    else await this.#goTo('history.back()', 'page');
    tab.state = 'here';
    const { life } = tab;
    await this.collect(tab);
    // It was not kept.
    if (tab.life !== life) this.lives.get(life).isEnded = true;
  }

  /** Calls a function of the page. */
  async call(tab, name) {
    await this.#focus(tab);
    return this.#driver.executeScript(`return window.tab.${name}()`);
  }

  /** Takes what the page of a tab has recorded; resolves to what there is now. */
  async collect(tab) {
    let taken;
    await this.#focus(tab);
    // The page may still be loading.
    await until(
      async () =>
        (taken = await this.#driver.executeScript('return window.tab ? window.tab.take() : null').catch(() => null)),
      () => 'the page does not answer',
    );
    const life = this.lives.get(taken.life) ?? { record: [], sent: 0, isEnded: false };
    this.lives.set(taken.life, life);
    life.record.push(...taken.record);
    life.sent = taken.sent;
    tab.life = taken.life;
    return taken;
  }

  /** What a tab has that was collected last, for an error. */
  describe(taken) {
    const record = this.lives.get(taken.life).record.slice(-MOST_TOLD);
    return `a tab has ${JSON.stringify({ ...taken, record })}`;
  }

  /** Closes all tabs, and the site. */
  async closeAll() {
    for (const tab of this.all) {
      await this.#focus(tab).then(
        () => this.#driver.close(),
        () => {},
      );
    }
    this.all = [];
    await this.#driver.switchTo().window(this.#first);
    await this.#driver.get('about:blank');
  }

  async closeSite() {
    await this.#site.close();
  }

  async #end(tab) {
    await this.collect(tab);
    this.lives.get(tab.life).isEnded = true;
  }

  #drop(tab) {
    this.all = this.all.filter((one) => one !== tab);
  }

  #focus({ handle }) {
    return this.#driver.switchTo().window(handle);
  }

  #setState(state) {
    return this.#driver.sendDevToolsCommand('Page.setWebLifecycleState', { state });
  }

  async #goTo(program, title) {
    // Not before the script has been answered: WebKit's driver waits for ever for the answer of a page that is gone.
    await this.#driver.executeScript(`setTimeout(() => { ${program}; }, 20)`);
    await until(
      async () => (await this.#driver.getTitle().catch(() => '')) === title,
      () => `${program} does not lead to "${title}"`,
    );
  }
}
