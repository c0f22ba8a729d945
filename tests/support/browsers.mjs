// Drives real browsers through W3C WebDriver: opening them, running code in a page, reading the console.
import { existsSync } from 'node:fs';
import { browsers } from '../../scripts/lib/toolchain.mjs';
import { ENGINES } from './engines.mjs';

/** The engines under test: all of them, or those that ENGINES names, such as ENGINES=chromium,firefox. */
export function engines() {
  const names =
    process.env.ENGINES?.split(',')
      .map((name) => name.trim())
      .filter(Boolean) ?? Object.keys(ENGINES);
  names.forEach(requireEngine);
  return names;
}

/** The engine that is asked what all of them do alike; FIRST_ENGINE names it in a run that is a part of a larger one. */
export function firstEngine() {
  return process.env.FIRST_ENGINE ?? engines()[0];
}

/**
 * Starts a browser with a fresh profile and without a window; resolves to a WebDriver, whose `quit` must be called.
 *
 * `acceptInsecureCerts`: certificates that nobody signed are fine. `chromiumArgs`, `chromiumPrefs`, `firefoxDriverArgs`, `firefoxPrefs`: more
 * of what their names say. `logs`: `consoleLines` can tell what pages write to the console.
 *
 * Rejects with one clear line if the browser or its driver is missing, or if the engine cannot have `logs`.
 */
export async function openBrowser(engine, options = {}) {
  requireEngine(engine);
  if (options.logs && noConsole(engine)) throw new Error(`no logs in ${engine}: ${noConsole(engine)}`);
  const paths = { browser: requireProgram(engine, 'browser'), driver: requireProgram(engine, 'driver') };
  const { driver, readConsole, dispose } = await ENGINES[engine].open(paths, options);
  if (readConsole) consoleReaders.set(driver, readConsole);
  if (dispose) disposeAfterQuit(driver, dispose);
  return driver;
}

/** Opens a browser for `use` and quits it whatever happens; resolves to what `use` resolves to. */
export async function withBrowser(engine, options, use) {
  const driver = await openBrowser(engine, options);
  try {
    return await use(driver);
  } finally {
    await driver.quit();
  }
}

/** Opens this URL and runs `asyncFunction` there, see `runHere`. */
export async function runInPage(driver, url, asyncFunction, ...args) {
  await driver.get(url);
  return runHere(driver, asyncFunction, ...args);
}

/**
 * Runs a function, given itself or as source text, in the page that is open, whatever its Content-Security-Policy.
 *
 * Resolves to the function's result and rejects with the page's error. Arguments and result go through JSON.
 */
export async function runHere(driver, asyncFunction, ...args) {
  const { value, error } = await driver.executeAsyncScript(pageScript(asyncFunction), ...args);
  if (error) throw Object.assign(new Error(error.message), { name: error.name, pageStack: error.stack });
  return value;
}

/**
 * What pages have written to the console since the last call, and their uncaught errors, a string each; every engine
 * words them in its own way. Only for a browser opened with `logs`.
 */
export async function consoleLines(driver) {
  return consoleReaders.get(driver)();
}

/** Why the console of this engine cannot be read, as a reason to skip a test; false if it can. */
export function noConsole(engine) {
  return ENGINES[engine].noConsole ?? false;
}

/** By driver, for those opened with `logs`. */
const consoleReaders = new WeakMap();

// Firefox runs a driver's scripts in a sandbox with globals of its own, where `data instanceof ArrayBuffer` is false for
// a page's data: `with` makes names mean what they mean to the page. (`eval` would, too, but a page can forbid it.)
function pageScript(asyncFunction) {
  return `
    const args = [...arguments];
    const done = args.pop();
    with (window) {
      Promise.resolve().then(() => (${asyncFunction})(...args)).then(
        (value) => done({ value }),
        (error) => done({ error: { name: error?.name ?? 'Error', message: String(error?.message ?? error), stack: error?.stack } }),
      );
    }`;
}

function requireEngine(engine) {
  if (Object.hasOwn(ENGINES, engine)) return;
  throw new Error(`there is no engine "${engine}": choose from ${Object.keys(ENGINES).join(', ')}`);
}

function requireProgram(engine, kind) {
  const path = browsers[engine][kind]();
  const variable = ENGINES[engine].variables[kind];
  if (!path)
    throw new Error(`no ${kind} found for ${engine}: install it (node scripts/setup.mjs test) or set ${variable}`);
  if (!existsSync(path))
    throw new Error(`no ${kind} found for ${engine}: ${path} does not exist, set ${variable} to one that does`);
  return path;
}

function disposeAfterQuit(driver, dispose) {
  const quit = driver.quit.bind(driver);
  driver.quit = () => quit().finally(dispose);
}
