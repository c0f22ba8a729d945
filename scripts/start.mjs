// Serves the demo page, and the echo server it talks to, on this machine. Builds first what is not up to date.
// PORT chooses the page's port (0: any free one); without it, 8080 or, where that is taken, a free one.
import { join } from 'node:path';
import { startServer } from '../tests/server/server.mjs';
import { serveFolder } from '../tests/support/static_server.mjs';
import { isFresh, markFresh } from './lib/fresh.mjs';
import { ROOT, SetupError, buildPackage, runMain, say, work } from './lib/run.mjs';

const DEFAULT_PORT = 8080;
const PAGE = join(ROOT, 'www', 'dist');
const PAGE_SOURCES = ['dist', 'package-lock.json', 'webpack.config.js', 'www/src'];

await runMain(async () => {
  const port = wantedPort();
  await buildPackage();
  await buildPage();
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
  if (!await work('page: webpack', process.execPath, [webpack])) {
    throw new SetupError('the page could not be built: see the lines above');
  }
  markFresh('page', PAGE_SOURCES);
}

async function serve(port) {
  const echo = await startServer();
  const echoUrl = `${echo.url}/echo`;
  const page = await servePage(port, { 'config.json': JSON.stringify({ echoUrl }) }).catch(async (error) => {
    await echo.close();
    throw error;
  });
  say('serving until Ctrl+C');
  console.log(`  page:        ${page.url}/\n  echo server: ${echoUrl}`);
  const stop = () => Promise.all([page.close(), echo.close()]);
  process.once('SIGINT', stop).once('SIGTERM', stop);
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
