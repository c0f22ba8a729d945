// What was tried to make the default entry (index.js and core.js) lighter, and what it brought: bytes, compressed with brotli.
// A record, not a measurement: most of it cannot be measured again without what came before.

/** In this order, each against what came before it: `[what, bytes]`. Steps that a later one has made pointless are left out. */
export const KEPT = [
  ['the message of an exception is a rule, a value and a verdict, no slice of parts', 22],
  ['`class.js` calls WebIDL’s conversions: wasm is given strings and numbers', -524],
  [
    'characters that are not allowed are looked for one after the other, not by a table of jumps; subprotocols are one text',
    -314,
  ],
  ['a handle is the address of its core: no slab', -533],
  ['a linked list as the queue, and no text that grows: no code that moves what is there', -243],
  ['terser after esbuild', -184],
  ['blocks in powers of two instead of `lol_alloc`', -73],
  ['Binaryen: `--inlining-optimizing` first', -48],
  ['the wasm’s text last in the script', -29],
  ['for speed: URLs come back as a number, short texts are encoded by hand, and more', 56],
  ['Binaryen: `-O3 -Oz` instead of `-Oz -Oz`', -35],
  ['the wasm imports nothing and its exports take numbers: no glue of wasm-bindgen, no serde, no std', -720],
];

/** Against the last of those, or what it replaces: `[what, bytes, reason]`; the reason where it is not the size. */
export const NOT_KEPT = [
  ['opt-level `s`, without an inline threshold', 1435],
  ['opt-level `z`, without an inline threshold', 1786],
  ['opt-level 3 without an inline threshold', 292],
  ['opt-level 2, inline threshold 12', 226],
  ['inline threshold 0', 51],
  ['inline threshold 25', 19],
  ['thin lto', 0],
  ['16 codegen units', 835],
  ['panic unwind', 0],
  ['loops not unrolled (`-unroll-full-max-count=0`)', 142],
  ['Binaryen without `--flatten --rereloop`', 46],
  ['Binaryen without `--low-memory-unused`', 64],
  ['Binaryen: one `-Oz`', 47],
  ['Binaryen: `-O4 -Oz`', 19],
  ['Binaryen: `--gufa-optimizing` after it', 12],
  ['Binaryen: `--merge-similar-functions`', 0],
  ['Binaryen: `--dae-optimizing` before it', -1, 'as good as nothing'],
  ['Binaryen: `--reorder-functions`', 24],
  ['Binaryen: `--const-hoisting`', 28],
  ['Binaryen: `--one-caller-inline-max-function-size=60`', -23, 'more bytes, which brotli happens to like'],
  ['Binaryen: `--traps-never-happen`', -90, 'it drops checks'],
  ['the wasm as base64', 1277],
  ['the wasm as characters up to U+00FF', -113, 'a server that names another charset would break it'],
  ['no comment that names the source map', -28, 'for whom debugs'],
];

/** The section of BENCHMARKS.md. */
export function renderSteps() {
  const table = (title, steps) => [
    `| ${title} | brotli |`,
    '|---|---:|',
    ...steps.map(
      ([what, bytes, reason]) => `| ${what}${reason ? ` (${reason})` : ''} | ${bytes > 0 ? '+' : ''}${bytes} |`,
    ),
    '',
  ];
  return [
    ...table('kept', KEPT),
    ...table('not kept', NOT_KEPT),
    'In bytes. Differences of less than 30 are mostly brotli’s luck.',
    '',
  ].join('\n');
}
