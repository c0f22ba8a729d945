// Where programs run: in a page of a browser, or in a process of Node.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { openBrowser } from '../support/browsers.mjs';
import { CONFIGURATIONS } from '../support/configurations.mjs';
import { serveFolder } from '../support/static_server.mjs';
import { ROOT } from '../../scripts/lib/run.mjs';
import { runtimes } from '../../scripts/lib/toolchain.mjs';

/** The place that is no browser. */
export const NODE = 'node';
/** The engine with whose native class our class in Node is compared. */
export const REFERENCE = 'chromium';

/**
 * Opens an engine, or Node; `packed` is the package. `load(configuration)` begins anew in this configuration, `run(jobs)` runs jobs as
 * page/jobs.mjs says and resolves to their traces, `close()` ends it. Rejects with one clear line if a program is missing.
 */
export async function openPlace(name, packed) {
  const place = name === NODE ? new Process(packed) : new Page(name, packed);
  try {
    await place.open();
    return place;
  } catch (error) {
    await place.close();
    throw error;
  }
}

class Page {
  #engine;
  #packed;
  #site;
  #driver;

  constructor(engine, packed) {
    this.#engine = engine;
    this.#packed = packed;
  }

  async open() {
    const { files, read } = this.#packed;
    const ofPackage = files.map((file) => [`/package/${file}`, read(file)]);
    const pages = Object.keys(CONFIGURATIONS).map((configuration) => [
      `/${configuration}/index.html`,
      pageIn(configuration),
    ]);
    this.#site = await serveFolder(join(ROOT, 'tests'), { files: Object.fromEntries([...ofPackage, ...pages]) });
    this.#driver = await openBrowser(this.#engine);
  }

  async close() {
    await this.#driver?.quit();
    await this.#site?.close();
  }

  async load(configuration) {
    await this.#driver.get(`${this.#site.url}/${configuration}/`);
    const isLoaded = () => this.#driver.executeScript('return window.runJobs !== undefined;');
    await this.#driver.wait(isLoaded, LOADING_MS, 'the page of the fuzzer did not load', POLLING_MS);
  }

  async run(jobs) {
    const { value, error } = await this.#driver
      .executeAsyncScript(RUN_JOBS, JSON.stringify(jobs))
      .catch((reason) => this.#explain(reason));
    if (error) throw new Error(`the interpreter failed: ${error}`);
    return JSON.parse(value);
  }

  async #explain(reason) {
    if (reason.name !== 'ScriptTimeoutError') throw reason;
    throw new Error(`these runs did not end: ${await this.#driver.executeScript('return window.runsUnderWay()')}`);
  }
}

class Process {
  #packed;
  #child;

  constructor(packed) {
    this.#packed = packed;
  }

  async open() {
    if (!runtimes.node())
      throw new Error('no Node 22 or newer found: install it (node scripts/setup.mjs test) or set NODE_BIN');
  }

  async close() {
    if (!this.#child || this.#child.exitCode !== null) return;
    this.#child.kill();
    await once(this.#child, 'exit');
  }

  async load(configuration) {
    await this.close();
    const entry = join(this.#packed.project, 'node_modules', 'websocket-wasm', 'dist', 'index.node.js');
    const program = fileURLToPath(new URL('page/process.mjs', import.meta.url));
    this.#child = fork(program, [configuration, pathToFileURL(entry).href], {
      execPath: runtimes.node(),
      execArgv: [],
    });
    await this.#answer();
  }

  async run(jobs) {
    this.#child.send(JSON.stringify(jobs));
    // A process that hangs answers nothing more.
    const timer = setTimeout(() => this.#child.send('under way'), RUNNING_MS);
    const { value, error } = await this.#answer().finally(() => clearTimeout(timer));
    if (error) throw new Error(`the interpreter failed: ${error}`);
    return JSON.parse(value);
  }

  #answer() {
    const child = this.#child;
    return new Promise((resolve, reject) => {
      const onExit = (status, signal) => reject(new Error(`Node ended with ${status ?? signal}`));
      child.once('exit', onExit);
      child.once('message', (answer) => {
        child.off('exit', onExit);
        resolve(answer);
      });
    });
  }
}

const pageIn = (configuration) =>
  '<!doctype html><meta charset="utf-8"><title>Fuzzer</title>' +
  `<body data-configuration="${configuration}"><script type="module" src="/fuzz/page/page.mjs"></script>`;
const RUN_JOBS = `
  const done = arguments[1];
  window.runJobs(arguments[0]).then((value) => done({ value }), (error) => done({ error: String(error) + error.stack }));`;
const RUNNING_MS = 60_000;
const LOADING_MS = 30_000;
const POLLING_MS = 20;
