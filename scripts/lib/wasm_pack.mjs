// `wasm-pack test` in a headless browser.

import { join } from 'node:path';
import { freePort } from '../../servers/loopback.mjs';
import { ROOT, say, showAndRead } from './run.mjs';
import { browsers, cargoTool } from './toolchain.mjs';
import { whileWarm } from './warm.mjs';

/** By engine: its option, and the variable that names its driver. wasm-pack takes the engine whose driver is named. */
const ENGINES = {
  chromium: { option: '--chrome', driver: 'CHROMEDRIVER' },
  firefox: { option: '--firefox', driver: 'GECKODRIVER' },
};

export const knowsWasmPack = (engine) => engine in ENGINES;

/** Runs what these arguments of cargo name; resolves to the exit status. */
export async function runWithWasmPack(engine, args, given) {
  say(`wasm-pack test in ${engine}`);
  const { option, driver } = ENGINES[engine];
  const port = await freePort();
  const env = {
    ...given,
    [driver]: browsers[engine].driver(),
    WASM_BINDGEN_TEST_ADDRESS: `127.0.0.1:${port}`,
    // For all tests of a page together, in seconds; 20 by default.
    WASM_BINDGEN_TEST_TIMEOUT: '120',
    WASM_BINDGEN_TEST_WEBDRIVER_JSON: join(ROOT, 'tests/web/webdriver.json'),
  };
  const command = ['test', '--headless', option, '--mode', 'no-install', ...args];
  const first = await runOnce(command, env, port);
  if (first.status === 0 || first.hasStarted) return first.status;
  // Firefox's driver now and then fails the runner's first question, while the page is being loaded.
  say(`${engine} has ended before the first test: once more`);
  return (await runOnce(command, env, port)).status;
}

async function runOnce(args, env, port) {
  let output = '';
  const hasStarted = () => /^running \d+ test/m.test(output);
  const status = await whileWarm(port, (over) => {
    const onOutput = (piece) => {
      output += piece;
      if (hasStarted()) over();
    };
    return showAndRead(cargoTool('wasm-pack'), args, { env, onOutput });
  });
  return { status, hasStarted: hasStarted() };
}
