// Finds in a suite's output what failed, so that it can be told again at the end, which is all that some logs keep.
const BLOCKS = [
  // Rust's tests, also those of wasm-bindgen: the first `failures:` up to the result.
  /^\s*failures:$[\s\S]*?^test result: FAILED.*$/gm,
  // Node's: everything after its headline, which comes last in the output of a process.
  /^✖ failing tests:$[\s\S]*?(?=^› |(?![\s\S]))/gm,
];
const MAX_LINES = 60;
const LAST_LINES = 30;

/** The lines that tell of failures, at most 60; the last 30 of the output if none is known to. */
export function failuresIn(output) {
  const blocks = BLOCKS.flatMap((pattern) => output.match(pattern) ?? []);
  if (blocks.length) return linesOf(blocks.join('\n')).slice(0, MAX_LINES);
  return linesOf(output).slice(-LAST_LINES);
}

function linesOf(text) {
  return text
    .split('\n')
    .map((line) => line.trimEnd())
    .filter(Boolean);
}
