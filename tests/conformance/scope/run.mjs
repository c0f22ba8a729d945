// The entry of the bundle: runs the items in the scope that it is loaded in, on our class and on the native one.
import { items } from '../items/index.mjs';
import { Failure, Skipped } from './check.mjs';
import { Context } from './context.mjs';

/**
 * Runs the items, or those with the number `only`, one after the other; `classes` are `{ ours, native }`, each with
 * `WebSocket` and `descriptor`, the rest is as in Context. Calls `onResult` with each `{ id, also, title, ours, native }`
 * as it comes, and resolves to all; `ours` and `native` are `{ outcome: 'pass' | 'fail' | 'skip', message }`.
 */
async function run({ classes, only, uncaught = uncaughtByEvent, onResult = () => {}, ...environment }) {
  const results = [];
  for (const { id, also = [], title, run: runItem } of items) {
    if (only && ![id, ...also].includes(only)) continue;
    const result = { id, also, title };
    const t0 = performance.now();
    for (const [name, theClass] of Object.entries(classes)) {
      result[name] = await runOnce(runItem, new Context({ ...theClass, uncaught, ...environment }));
    }
    result.took = performance.now() - t0;
    results.push(result);
    onResult(result);
  }
  return results;
}

async function runOnce(runItem, context) {
  let timer;
  const timeout = new Promise((resolve, reject) => {
    timer = setTimeout(() => reject(new Failure(`no end within ${TIMEOUT_MS / 1000} s, events so far: ${context.history}`)), TIMEOUT_MS);
  });
  try {
    // In a task of its own: nothing of the test before it is going on.
    await context.task();
    await Promise.race([runItem(context), timeout]);
    return { outcome: 'pass', message: '' };
  } catch (error) {
    if (error instanceof Skipped) return { outcome: 'skip', message: error.message };
    return { outcome: 'fail', message: error instanceof Failure ? error.message : `${error?.name}: ${error?.message ?? error}` };
  } finally {
    clearTimeout(timer);
    context.cleanUp();
  }
}

function uncaughtByEvent(handle) {
  const listener = (event) => {
    event.preventDefault();
    handle(event.error);
  };
  globalThis.addEventListener('error', listener);
  return () => globalThis.removeEventListener('error', listener);
}

const TIMEOUT_MS = 10_000;

globalThis.conformance = { run };
