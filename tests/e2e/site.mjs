// Starts the demo page as `npm start` does, and runs a group of tests against it in every engine.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { after, before, describe } from 'node:test';
import { fileURLToPath } from 'node:url';
import { serveFolder } from '../../servers/static_server.mjs';
import { engines, firstEngine } from '../support/browsers.mjs';
import { sharedBrowser } from '../support/shared_browsers.mjs';
import { DemoPage } from './demo_page.mjs';

/** The views of the page, as the URL's fragment names them. */
export const VIEWS = [
  'console',
  'reconnecting',
  'stream',
  'backpressure',
  'shared',
  'devtools',
  'compare',
  'conformance',
  'benchmark',
];
const WINDOW = { width: 1280, height: 1000 };
const PAGE = fileURLToPath(new URL('../../www/dist', import.meta.url));
const START = fileURLToPath(new URL('../../scripts/start.mjs', import.meta.url));

/**
 * Defines the same tests for every engine. `define` gets functions, as there is nothing yet when it runs:
 * `openPage()` opens the page anew, as at a first visit, or `openPage({ keeps: true })` with what it has kept; `driver()`,
 * `siteUrl()` and `echoUrl()` are what they say. `engine` is a name. `inFirst` are the options of a test of what the page's own program
 * does, which is the same in every engine.
 */
export function inEveryEngine(title, define) {
  for (const engine of engines()) {
    describe(`${title} in ${engine}`, () => {
      let site;
      let browser;
      before(async () => {
        site = await siteOfItsOwn();
        browser = await sharedBrowser(engine);
        await browser.manage().window().setRect(WINDOW);
      });
      after(() => site?.stop());
      define({
        engine,
        inFirst: { skip: engine !== firstEngine() && `asked in ${firstEngine()}` },
        driver: () => browser,
        siteUrl: () => site.url,
        echoUrl: () => site.echoUrl,
        openPage: (options) => DemoPage.open(browser, site.url, options),
      });
    });
  }
}

/** What `npm start` runs, once for all groups of this process. */
let started;
after(async () => (await started)?.stop());

/** The page at an address of its own, so that the browser has kept nothing of it; it talks to the servers of the one that was started. */
async function siteOfItsOwn() {
  started ??= startSite();
  const { url, echoUrl } = await started;
  const config = await (await fetch(new URL('config.json', url))).text();
  const page = await serveFolder(PAGE, { files: { 'config.json': config } });
  return { url: `${page.url}/`, echoUrl, stop: page.close };
}

/** Runs scripts/start.mjs on a free port until it has said where the page is. */
export async function startSite(env = { PORT: '0' }) {
  const program = runStart(env);
  await Promise.race([program.saysWhere, program.exit]);
  const [, url] = /page: +(http\S+)/.exec(program.output) ?? [];
  const [, echoUrl] = /echo server: +(\S+)/.exec(program.output) ?? [];
  if (!echoUrl) throw new Error(`start.mjs did not start:\n${program.output}`);
  return { url, echoUrl, program, stop: () => program.stop('SIGTERM') };
}

/** Runs scripts/start.mjs: its output so far, when it says where the page is, and its exit status. */
export function runStart(env) {
  const child = spawn(process.execPath, [START], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exit = once(child, 'close').then(([status, signal]) => status ?? signal);
  let isWhere;
  const program = {
    output: '',
    exit,
    saysWhere: new Promise((resolve) => {
      isWhere = resolve;
    }),
    stop(signal) {
      child.kill(signal);
      return exit;
    },
  };
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (piece) => {
      program.output += piece;
      if (/echo server: +\S+\n/.test(program.output)) isWhere();
    });
  }
  return program;
}
