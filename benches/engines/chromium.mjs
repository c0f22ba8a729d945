// Chromium over bare CDP. The domain Network stays off: it would cost every frame of a WebSocket 100 µs and more.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SetupError } from '../../scripts/lib/run.mjs';
import { browsers } from '../../scripts/lib/toolchain.mjs';
import { Cdp } from './cdp.mjs';

/** As engines/index.mjs has it. */
export async function openChromium() {
  const program = browsers.chromium.browser();
  if (!program || !existsSync(program)) {
    throw new SetupError(
      `no Chromium found${program ? ` at ${program}` : ''}: install it (node scripts/setup.mjs test) or set CHROME_BIN`,
    );
  }
  const profile = mkdtempSync(join(tmpdir(), 'websocket-wasm-bench-'));
  const args = [
    ...ARGS,
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    `--user-data-dir=${profile}`,
    'about:blank',
  ];
  const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] });
  const ended = new Promise((resolve) => child.once('error', resolve).once('exit', resolve));
  const cdp = new Cdp(child.stdio[3], child.stdio[4]);
  const chromium = new Chromium(cdp, async () => {
    await cdp.send('Browser.close').catch(() => child.kill());
    await ended;
    // Some of its processes write for a moment longer.
    await rm(profile, { recursive: true, force: true, maxRetries: 10 });
  });
  try {
    await chromium.attach();
    return chromium;
  } catch (error) {
    await chromium.close();
    throw new SetupError(`Chromium (${program}) could not be started: ${error.message}`);
  }
}

class Chromium {
  version;
  close;
  #cdp;
  #session;

  constructor(cdp, close) {
    this.#cdp = cdp;
    this.close = close;
  }

  async attach() {
    const { product } = await this.#cdp.send('Browser.getVersion');
    this.version = product.split('/')[1];
    const { targetInfos } = await this.#cdp.send('Target.getTargets');
    const { targetId } = targetInfos.find(({ type }) => type === 'page');
    const { sessionId } = await this.#cdp.send('Target.attachToTarget', { targetId, flatten: true });
    this.#session = sessionId;
    await this.#send('Page.enable');
    // Metrics in CPU time of the main thread instead of time on the wall.
    await this.#send('Performance.enable', { timeDomain: 'threadTicks' });
  }

  async load(url) {
    const loaded = this.#cdp.next('Page.loadEventFired');
    await this.#send('Page.navigate', { url });
    await loaded;
  }

  async call(name, ...args) {
    const expression = `window.bench.${name}(...${JSON.stringify(args)})`;
    const { result, exceptionDetails } = await this.#send('Runtime.evaluate', {
      expression,
      awaitPromise: true,
      returnByValue: true,
    });
    if (exceptionDetails)
      throw new Error(`${name}: ${exceptionDetails.exception?.description ?? exceptionDetails.text}`);
    return result.value;
  }

  async watchMainThread() {
    return true;
  }

  async mainThreadMs() {
    const { metrics } = await this.#send('Performance.getMetrics');
    return 1000 * metrics.find(({ name }) => name === 'TaskDuration').value;
  }

  // What scripts have made, what the DOM's objects hold behind it, and the bytes of buffers.
  async heapBytes() {
    // What one collection finds may be let go of only by the next.
    for (let times = 0; times < COLLECTIONS; times += 1) await this.#send('HeapProfiler.collectGarbage');
    const { usedSize, embedderHeapUsedSize, backingStorageSize } = await this.#send('Runtime.getHeapUsage');
    return usedSize + embedderHeapUsedSize + backingStorageSize;
  }

  #send(method, params) {
    return this.#cdp.send(method, params, this.#session);
  }
}

const COLLECTIONS = 3;
const ARGS = [
  '--headless=new',
  '--remote-debugging-pipe',
  '--js-flags=--expose-gc',
  '--disable-gpu',
  '--disable-quic',
  '--no-proxy-server',
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-extensions',
  '--disable-background-timer-throttling',
  '--disable-renderer-backgrounding',
  '--disable-backgrounding-occluded-windows',
];
