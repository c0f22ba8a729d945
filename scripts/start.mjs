// Serves the demo page on this machine, and the servers it talks to: that of the tests, whose echo the console begins with, and
// the benchmark's. Builds first what is not up to date.
// PORT chooses the page's port (0: any free one); without it, 8080 or, if that is taken, a free one.
import { join } from 'node:path';
import { startServerProcess } from '../benches/server/process.mjs';
import { startServer } from '../servers/server.mjs';
import { serveFolder } from '../servers/static_server.mjs';
import { alone, isFresh, markFresh } from './lib/fresh.mjs';
import { buildPackage, ROOT, runMain, SetupError, say, work } from './lib/run.mjs';
import { FRAME_SOURCES } from './page_frames.mjs';

const DEFAULT_PORT = 8080;
const PAGE = join(ROOT, 'www', 'dist');
const API = join(ROOT, 'scripts', 'api');
const API_SOURCES = ['package-lock.json', 'tsconfig.json', 'typedoc.json'].map((name) => `scripts/api/${name}`);
const PAGE_SOURCES = ['dist', 'package-lock.json', 'webpack.config.js', 'www/src', ...FRAME_SOURCES, ...API_SOURCES];

await runMain(async () => {
  const port = wantedPort();
  await buildPackage();
  await alone('page', buildPage);
  await serve(port);
});

function wantedPort() {
  const { PORT } = process.env;
  if (!PORT) return undefined;
  if (!/^\d+$/.test(PORT) || Number(PORT) > 65535) {
    throw new SetupError(`PORT=${PORT} is not a port: give a number up to 65535, or 0 for any free port`);
  }
  return Number(PORT);
}

async function buildPage() {
  if (isFresh('page', PAGE_SOURCES, PAGE)) return say('the page is up to date');
  const webpack = join(ROOT, 'node_modules', 'webpack', 'bin', 'webpack.js');
  if (!(await work('page: webpack', process.execPath, [webpack]))) {
    throw new SetupError('the page could not be built: see the lines above');
  }
  // After webpack, which empties the folder.
  const typedoc = join(API, 'node_modules', 'typedoc', 'bin', 'typedoc');
  const args = [typedoc, '--options', join(API, 'typedoc.json'), '--out', join(PAGE, 'api')];
  if (!(await work('page: TypeDoc, the API reference', process.execPath, args))) {
    throw new SetupError('the API reference could not be built: see the lines above');
  }
  markFresh('page', PAGE_SOURCES);
}

async function serve(port) {
  const running = [];
  const stop = () => Promise.all(running.map(({ close }) => close()));
  const started = async (starting) => {
    running.push(await starting);
    return running.at(-1);
  };
  try {
    const tests = await started(startServer());
    const benchmark = await started(startServerProcess());
    const { url, httpUrl } = tests;
    const config = { echoUrl: `${url}/echo`, server: { url, httpUrl }, benchmarkServers: benchmark.urls };
    const page = await started(servePage(port, { 'config.json': JSON.stringify(config) }));
    process.once('SIGINT', stop).once('SIGTERM', stop);
    say('serving until Ctrl+C');
    console.log(`  page:        ${page.url}/\n  echo server: ${config.echoUrl}`);
  } catch (error) {
    await stop();
    throw error;
  }
}

async function servePage(port, files) {
  try {
    return await serveFolder(PAGE, { port: port ?? DEFAULT_PORT, files });
  } catch (error) {
    if (error.code === 'EACCES') throw new SetupError(`port ${port} is not yours to use: choose another with PORT`);
    if (error.code !== 'EADDRINUSE') throw error;
    if (port !== undefined) throw new SetupError(`port ${port} is taken: choose another with PORT, or leave PORT out`);
    say(`port ${DEFAULT_PORT} is taken: taking a free one`);
    return serveFolder(PAGE, { port: 0, files });
  }
}
