// Playwright's routes for WebSockets, with the browser that set-up has installed.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { browsers } from '../../../../scripts/lib/toolchain.mjs';
import { serveProgram, waitForOutcomes } from '../../lib/page/page.mjs';

export const title = 'Playwright (routeWebSocket)';
export const parts = ['playwright-core'];
export const usesBrowser = true;
export const inTests = true;

const MOCKED_URL = 'ws://mock.example/';

const run = (kind) => async (context) => {
  const { chromium } = createRequire(join(context.folder, 'tool.mjs'))('playwright-core');
  const site = await serveProgram(context, 'page.mjs', { world: { kind, mockedUrl: MOCKED_URL } });
  const browser = await chromium.launch({ executablePath: browsers.chromium.browser(), chromiumSandbox: false });
  try {
    const page = await browser.newPage();
    await page.routeWebSocket(MOCKED_URL, (socket) => socket.onMessage((message) => socket.send(`mocked ${message}`)));
    await page.routeWebSocket(`${context.url}*`, (socket) => { socket.connectToServer(); });
    await page.goto(`${site.url}/`);
    return await page.evaluate(waitForOutcomes);
  } finally {
    await browser.close();
    await site.close();
  }
};

export const setups = { 'a route that answers': run('mocked'), 'a route that goes on to the server': run('connections') };
