// Vite's dev server: an app that imports the package, and one whose copy of it is evaluated again at each save.
import { appendFileSync, cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { runHere, runInPage } from '../../../support/browsers.mjs';
import { outcomesAt, waitForOutcomes } from '../../lib/page/page.mjs';

export const title = 'Vite (dev server)';
export const parts = ['vite'];
export const usesBrowser = true;
export const inTests = true;

const SAVES = 5;

export const setups = {
  'an app': (context) => withServer(context, context.folder, (address) => outcomesAt(`${address}/${context.className}.html?${queryOf(context)}`, context.browser)),
  'the package is evaluated again at each save': (context) => withServer(context, writeApp(context), (address, app) => reload(context, address, app)),
};

const queryOf = ({ className, url }) => new URLSearchParams({ className, url });

async function withServer({ folder }, root, use) {
  const { createServer } = await import(pathToFileURL(join(folder, 'node_modules', 'vite', 'dist', 'node', 'index.js')));
  const server = await createServer({ root, configFile: false, logLevel: 'error', server: { host: '127.0.0.1', port: 0, fs: { strict: false } }, cacheDir: join(root, 'node_modules', '.vite') });
  await server.listen();
  try {
    return await use(`http://127.0.0.1:${server.httpServer.address().port}`, root);
  } finally {
    await server.close();
  }
}

/** An app with the package among its own files. */
function writeApp({ folder, className }) {
  const app = join(folder, '.built', className);
  rmSync(app, { recursive: true, force: true });
  mkdirSync(app, { recursive: true });
  for (const file of ['reload.html', 'reload.js', 'saved.js']) cpSync(join(folder, 'app', file), join(app, file.replace('reload.html', 'index.html')));
  if (className === 'ours') cpSync(join(folder, 'node_modules', 'websocket-wasm', 'dist'), join(app, 'vendor'), { recursive: true });
  writeFileSync(join(app, 'package.js'), className === 'ours' ? "import './vendor/auto.js';\nexport * from './vendor/index.js';\n" : 'export {};\n');
  return app;
}

async function reload({ className, url, browser }, address, app) {
  const driver = await browser();
  try {
    await runInPage(driver, `${address}/?${queryOf({ className, url })}`, () => globalThis.first);
    for (let count = 0; count < SAVES; count += 1) await save(driver, join(app, ...(className === 'ours' ? ['vendor', 'core.js'] : ['package.js'])));
    await runHere(driver, () => globalThis.play());
    return await runHere(driver, waitForOutcomes);
  } finally {
    await driver.get('about:blank');
  }
}

/** Saves a file until the page has evaluated it again: it may not hear of the first time. */
async function save(driver, file) {
  const before = await runHere(driver, () => globalThis.loads);
  let loads = before;
  while (loads === before) {
    appendFileSync(file, '\n');
    loads = await runHere(driver, (before) => globalThis.loadsAfter(before), before);
  }
}
