// Firefox over WebDriver. It has no metrics there, so the main thread's CPU time is asked of the operating system.
import { SetupError } from '../../scripts/lib/run.mjs';
import { openBrowser } from '../../tests/support/browsers.mjs';
import { busiestProcess, mainThreadMs } from './processes.mjs';

/** As engines/index.mjs has it. */
export async function openFirefox() {
  const driver = await openBrowser('firefox', { firefoxPrefs: PREFS }).catch(({ message }) => {
    throw new SetupError(`Firefox could not be started: ${message}`);
  });
  const capabilities = await driver.getCapabilities();
  return new Firefox(driver, capabilities.get('browserVersion'), capabilities.get('moz:processID'));
}

class Firefox {
  version;
  #driver;
  #browserPid;
  #pagePid;

  constructor(driver, version, browserPid) {
    this.#driver = driver;
    this.#browserPid = browserPid;
    this.version = version;
  }

  async load(url) {
    await this.#driver.get(url);
  }

  async watchMainThread() {
    // On a machine with much else to do the page may hardly get to spin, and another process may be busier: it spins longer
    // each time, and it has to be the same one twice. Mostly it is the one of the page before.
    for (let tries = 1; tries <= MOST_TRIES; tries += 1) {
      const found = await busiestProcess(this.#browserPid, SPIN_MS / 2, () => this.call('spin', tries * SPIN_MS));
      if (found !== undefined && found === this.#pagePid) return true;
      this.#pagePid = found;
    }
    this.#pagePid = undefined;
    return false;
  }

  // The driver's scripts run in a sandbox, which is slow: this one only calls, and waits.
  async call(name, ...args) {
    const { value, error } = await this.#driver.executeAsyncScript(CALL, name, args);
    if (error) throw new Error(`${name}: ${error}`);
    return value;
  }

  async mainThreadMs() {
    return this.#pagePid && mainThreadMs(this.#pagePid);
  }

  // The driver has no command for it, and the page must not know.
  async heapBytes() {
    return undefined;
  }

  async close() {
    await this.#driver.quit();
  }
}

const CALL = `
  const [name, args, done] = arguments;
  Promise.resolve().then(() => window.bench[name](...args)).then((value) => done({ value }), (error) => done({ error: String(error) }));`;
const PREFS = {
  // Gives pages a function that collects garbage.
  'dom.testing.testutils.enabled': true,
  // Otherwise clocks go in steps of 20 µs, and a burst of calls does not take many of them.
  'privacy.reduceTimerPrecision': false,
};
const SPIN_MS = 50;
const MOST_TRIES = 10;
