// Pages in which checks run.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { runInPage } from '../../../support/browsers.mjs';
import { serveFolder } from '../../../support/static_server.mjs';

/**
 * Serves a page that runs `program`, a file of the tool's folder that esbuild bundles, and the package at /package/. `scripts` are
 * further files of the folder, at / and their own names. `world` is what the program finds as `globalThis.world`.
 */
export async function serveProgram({ folder, packed, className, url }, program, { scripts = [], world = {} } = {}) {
  const {
    outputFiles: [file],
  } = await build({
    entryPoints: [join(folder, program)],
    bundle: true,
    format: 'esm',
    write: false,
    external: ['/package/*'],
    logLevel: 'silent',
  });
  const site = { '/index.html': indexOf({ className, url, ...world }), '/program.js': file.contents };
  for (const script of scripts) site[`/${script.split('/').at(-1)}`] = readFileSync(join(folder, script));
  for (const name of packed.files) site[`/package/${name}`] = packed.read(name);
  return serveFolder(site);
}

const indexOf = (world) => `<!doctype html><meta charset="utf-8"><title>world</title>
<script>globalThis.world = ${JSON.stringify(world)};</script><script type="module" src="/program.js"></script>`;

/** The outcomes that a page has as `globalThis.outcomes`, in a browser of our own. */
export async function outcomesAt(address, browser) {
  const driver = await browser();
  try {
    return await runInPage(driver, address, waitForOutcomes);
  } finally {
    // Its connections end.
    await driver.get('about:blank');
  }
}

/** Runs in the page: modules may not have been evaluated yet. */
export async function waitForOutcomes() {
  for (let round = 0; !globalThis.outcomes && round < 500; round += 1)
    await new Promise((resolve) => setTimeout(resolve, 10));
  if (!globalThis.outcomes) throw new Error('the program of the page has not started');
  return globalThis.outcomes;
}

/** Runs a program in a page and resolves to its outcomes. */
export async function runProgram(context, program, options) {
  const site = await serveProgram(context, program, options);
  try {
    return await outcomesAt(`${site.url}/`, context.browser);
  } finally {
    await site.close();
  }
}
