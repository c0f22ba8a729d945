// Reads the figures of a suite in its output.

const CARGO_COUNT = /test result: \w+\. (\d+) passed; (\d+) failed/g;
const NODE_COUNT = /ℹ (pass|fail) (\d+)/g;
const NODE_TIME = /^[✔✖] (.*) \((\d+)(?:\.\d+)?ms\)$/gm;

/** `{ passed, failed }` of cargo's tests, also of wasm-bindgen's. */
export function countCargo(output) {
  const counts = { passed: 0, failed: 0 };
  for (const [, passed, failed] of output.matchAll(CARGO_COUNT)) {
    counts.passed += Number(passed);
    counts.failed += Number(failed);
  }
  return counts;
}

/** `{ passed, failed }` of Node's. */
export function countNode(output) {
  const sum = (word) =>
    [...output.matchAll(NODE_COUNT)]
      .filter(([, one]) => one === word)
      .reduce((total, [, , count]) => total + Number(count), 0);
  return { passed: sum('pass'), failed: sum('fail') };
}

/** `{ title, seconds }` of the tests and groups at the top of Node's output that took so many seconds or more, the longest first. */
export function slowestIn(output, least) {
  // Those that have failed are there twice.
  const times = new Map([...output.matchAll(NODE_TIME)].map(([, title, ms]) => [title, Math.round(ms / 1000)]));
  return [...times]
    .map(([title, seconds]) => ({ title, seconds }))
    .filter(({ seconds }) => seconds >= least)
    .sort((one, other) => other.seconds - one.seconds);
}
