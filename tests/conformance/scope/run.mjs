// The entry of the bundle: runs the items in the scope that it is loaded in, on our class and on the native one.
import { equip } from '../../support/configurations.mjs';
import { items } from '../items/index.mjs';
import { Failure, Skipped } from './check.mjs';
import { Context } from './context.mjs';

/**
 * Runs the items, or those with the number `only`, an item's or a section's, one after the other; `classes` are
 * `{ ours, native }`, each with `WebSocket` and `descriptor`: with `nativeIfOursFails`, the second is asked only what the first fails. `uncaught` subscribes to uncaught errors, the rest is as in Context.
 *
 * Calls `onResult` with each `{ id, also, title, ours, native }` as it comes, and resolves to all; `ours` and `native` are
 * `{ outcome: 'pass' | 'fail' | 'skip', message }`.
 */
async function run({
  classes,
  nativeIfOursFails,
  only,
  uncaught = uncaughtByEvent,
  onResult = () => {},
  ...environment
}) {
  const results = [];
  let context;
  const unsubscribe = uncaught((error) => context?.handleUncaught(error));
  for (const item of itemsOf(only)) {
    const result = described(item);
    for (const [name, theClass] of Object.entries(classes)) {
      if (nativeIfOursFails && name === 'native' && result.ours.outcome !== 'fail') continue;
      context = new Context({ ...theClass, ...environment });
      result[name] = await runOnce(item.run, context);
    }
    results.push(result);
    onResult(result);
  }
  unsubscribe();
  return results;
}

/** `{ id, also, title }` of the items that `run` would run. */
function list(only) {
  return itemsOf(only).map(described);
}

function itemsOf(only) {
  const isWanted = (number) => number === only || number.startsWith(`${only}.`);
  return items.filter(({ id, also = [] }) => !only || [id, ...also].some(isWanted));
}

const described = ({ id, also = [], title }) => ({ id, also, title });

async function runOnce(runItem, context) {
  // In a task of its own: nothing of the test before it is going on.
  await context.task();
  const result = await outcomeOf(() => withinTime(runItem(context), context));
  const cleaned = await outcomeOf(() => context.cleanUp());
  return result.outcome === 'pass' ? cleaned : result;
}

async function outcomeOf(act) {
  try {
    await act();
    return { outcome: 'pass', message: '' };
  } catch (error) {
    if (error instanceof Skipped) return { outcome: 'skip', message: error.message };
    return {
      outcome: 'fail',
      message: error instanceof Failure ? error.message : `${error?.name}: ${error?.message ?? error}`,
    };
  }
}

async function withinTime(running, context) {
  let timer;
  const timeout = new Promise((resolve, reject) => {
    timer = setTimeout(
      () => reject(new Failure(`no end within ${TIMEOUT_MS / 1000} s, events so far: ${context.history}`)),
      TIMEOUT_MS,
    );
  });
  try {
    await Promise.race([running, timeout]);
  } finally {
    clearTimeout(timer);
  }
}

function uncaughtByEvent(handle) {
  const listener = (event) => {
    event.preventDefault();
    handle(event.error ?? event.reason);
  };
  const types = ['error', 'unhandledrejection'];
  for (const type of types) globalThis.addEventListener(type, listener);
  return () => types.forEach((type) => globalThis.removeEventListener(type, listener));
}

/** Our class on the global as the configuration of this scope has it: `{ WebSocket, descriptor }`. `tools` are the package's other exports. */
function equipGlobal(tools) {
  // An assignment keeps the flags of the property.
  globalThis.WebSocket = equip(globalThis.configuration, globalThis.WebSocket, tools);
  return { WebSocket: globalThis.WebSocket, descriptor: Object.getOwnPropertyDescriptor(globalThis, 'WebSocket') };
}

const TIMEOUT_MS = 5_000;

globalThis.conformance = { equipGlobal, list, run };
