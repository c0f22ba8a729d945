// Plays a system's scenario in the page and tells the harness of every step.
const STEP_LIMIT_MS = 90_000;

/** Runs a scenario, `page.mjs` of a system, with `urls` of its server; a step that fails ends it. */
export async function play(scenario, urls) {
  let error;
  try {
    await scenario({ urls, step, control });
  } catch (thrown) {
    if (!(thrown instanceof StepError)) error = textOf(thrown);
  }
  await tell({ done: true, traffic: await traffic(), error: error ?? interopErrors[0] });
}

/** Takes a step: what `act` resolves to has to be what expect.json has under this name. */
async function step(name, act) {
  let value;
  try {
    value = await within(STEP_LIMIT_MS, act);
  } catch (error) {
    await tell({ step: name, error: textOf(error) });
    throw new StepError(name);
  }
  await tell({ step: name, value: value ?? null });
  return value;
}

/** Has the harness run what the system's `start` gives as `controls[name]`. */
async function control(name, ...args) {
  const { value, error } = await post('/control', { name, args });
  if (error) throw new Error(error);
  return value;
}

class StepError extends Error {}

function within(limit, act) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`nothing within ${limit / 1000} s`)), limit);
    Promise.resolve()
      .then(act)
      .then(resolve, reject)
      .finally(() => clearTimeout(timer));
  });
}

/** What our class has carried; undefined if it is not on the page. */
async function traffic() {
  if (!globalThis.interop) return undefined;
  const { sockets, fromOutside, inspectors, readTools, ourClass } = globalThis.interop;
  const tools = readTools && (await readTools());
  const isOnGlobal = globalThis.WebSocket === ourClass();
  return {
    isOnGlobal,
    sockets: sockets.length,
    fromOutside,
    ...(inspectors && sum(inspectors.map((inspector) => inspector.snapshot()))),
    ...(tools && { tools }),
  };
}

function sum(snapshots) {
  const of = (way, unit) => snapshots.reduce((total, snapshot) => total + snapshot[way][unit], 0);
  const both = (way) => ({ messages: of(way, 'messages'), bytes: of(way, 'bytes') });
  return { inspected: snapshots.length, sent: both('sent'), received: both('received') };
}

const tell = (message) => post('/report', message);

async function post(path, body) {
  const response = await fetch(path, { method: 'POST', body: JSON.stringify(body) });
  return response.json();
}

const textOf = (error) => (error instanceof Error ? `${error.name}: ${error.message}` : String(error));
