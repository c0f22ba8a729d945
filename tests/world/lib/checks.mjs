// Checks that run inside a tool, whatever the tool is: no test library, and no module of Node.

/** Real timers: the tool may fake the global ones later. */
const { setTimeout, clearTimeout } = globalThis;
const LIMIT_MS = 4_000;

/** The checks of a group that this class has: `ours`, or `control`, which is the same without our package. */
export const checksOf = (group, className) => group.filter(({ isOursOnly }) => className === 'ours' || !isOursOnly);

/** What becomes of a check: undefined if it passes, otherwise why it does not, in one line. */
export async function outcomeOf({ run }, world) {
  let timer;
  const limit = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`nothing happens within ${LIMIT_MS / 1000} s`)), LIMIT_MS);
  });
  try {
    await Promise.race([run(world), limit]);
    return undefined;
  } catch (error) {
    return String(error?.message ?? error).split('\n')[0] || 'an error without a message';
  } finally {
    clearTimeout(timer);
  }
}

/** Runs a list of checks one after another: `{ group, check, error }` each. */
export async function outcomesOf(title, group, world) {
  const outcomes = [];
  for (const check of checksOf(group, world.className)) {
    outcomes.push({ group: title, check: check.name, error: await outcomeOf(check, world) });
  }
  return outcomes;
}

/** Throws if two values are not the same as JSON. */
export function same(actual, expected, what = 'found') {
  const [found, wanted] = [actual, expected].map((value) => JSON.stringify(value));
  if (found !== wanted) throw new Error(`${what}: ${found} instead of ${wanted}`);
}

export function isTrue(value, what) {
  if (!value) throw new Error(`not true: ${what}`);
}

/** The next event of a type. */
export const next = (target, type) => new Promise((resolve) => target.addEventListener(type, resolve, { once: true }));

/** Lets everything go on that does not wait for a fake clock. */
export async function settle() {
  for (let round = 0; round < 3; round += 1) await new Promise((resolve) => setTimeout(resolve, 1));
}

/** The class under test: ours, or that of the global. */
export const classOf = async ({ className, load }) =>
  className === 'ours' ? (await load.root()).WebSocket : globalThis.WebSocket;

/** A class that reconnects: ours, or a peer. */
export const reconnectingClassOf = async ({ className, load }) =>
  (await (className === 'ours' ? load.reconnecting() : load.peer())).default;
