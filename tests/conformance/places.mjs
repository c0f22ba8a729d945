// Where the items are run: the engines, each in its scopes, and the runtimes.

import { startServer } from '../../servers/server.mjs';
import { pack } from '../package/packed.mjs';
import { openBrowser } from '../support/browsers.mjs';
import { bundle } from './bundle.mjs';
import { RUNTIMES, runInRuntime, versionOf } from './runtimes.mjs';
import { runInScope, SCOPES } from './scopes.mjs';

/** The scopes of a place, which are one for a runtime. */
export const scopesOf = (place) => (RUNTIMES.includes(place) ? ['process'] : Object.keys(SCOPES));

/** What every place needs: the package, the bundle of the items, a WebSocket server. `dispose()` ends it. */
export async function prepare() {
  const packed = pack();
  try {
    const [scripts, server] = await Promise.all([bundle(), startServer()]);
    return { packed, scripts, server, dispose: () => server.close().finally(packed.remove) };
  } catch (error) {
    packed.remove();
    throw error;
  }
}

/**
 * Opens an engine or a runtime. `version` is its version, `run(scope, { configuration, classes, nativeIfOursFails, only })` runs the items, or those with the
 * number `only`, on ours, native, or both, as in scope/run.mjs, and resolves to their results; `close()` ends it. Rejects with one clear line if it is missing.
 */
export async function openPlace(place, prepared) {
  if (RUNTIMES.includes(place)) {
    return {
      version: versionOf(place),
      run: (scope, options) => runInRuntime(place, { ...prepared, ...DEFAULTS, ...options }),
      close: async () => {},
    };
  }
  const browser = await openBrowser(place);
  const capabilities = await browser.getCapabilities();
  return {
    version: capabilities.get('browserVersion'),
    run: (scope, options) => runInScope(browser, scope, { ...prepared, ...DEFAULTS, ...options }),
    close: () => browser.quit(),
  };
}

const DEFAULTS = { configuration: 'plain', classes: ['ours', 'native'] };
