// A program that uses the class on the global, and functions of the package with it.
import { createRequire } from 'node:module';
import { preloaded } from '../../lib/checks/preloaded.mjs';
import { runChecksHere } from '../../lib/results.mjs';

const require = createRequire(import.meta.url);

await runChecksHere('preloaded', preloaded, {
  load: { root: () => import('websocket-wasm'), reconnecting: () => import('websocket-wasm/reconnecting') },
  require: { root: () => require('websocket-wasm'), reconnecting: () => require('websocket-wasm/reconnecting') },
});
