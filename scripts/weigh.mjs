// Where every byte of the default entry is: the wasm by crate and function, the scripts by file, each as it is and by what
// the entry gets lighter by without it, compressed. Prints a section of BENCHMARKS.md; needs a build.
import { copyFileSync, readFileSync } from 'node:fs';
import { SourceMap } from 'node:module';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';
import { compiledOf, wasmOf } from './lib/compile.mjs';
import { printable } from './lib/inline.mjs';
import { buildPackage, CACHE, ROOT, runMain, SetupError } from './lib/run.mjs';
import { shrink } from './lib/shrink.mjs';
import { partsOf } from './lib/wasm_parts.mjs';

const DIST = join(ROOT, 'dist');
const NAMED = join(CACHE, 'class-with-names.wasm');

/** Bytes as a good server sends them. */
export const compressed = (bytes) =>
  brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;

/**
 * What the parts of the default entry weigh: `{ total, wasm, scripts, functions }`, a part being `{ name, bytes, brotli }`,
 * where `brotli` is what the whole gets lighter by without it. Those do not add up to the total: parts share what repeats.
 */
export function weigh() {
  const entry = readFileSync(join(DIST, 'core.js'), 'utf8');
  const wasm = readFileSync(wasmOf('class'));
  const text = printable(wasm);
  const at = entry.indexOf(text);
  if (at < 0) throw new SetupError('dist/core.js holds another wasm: run node scripts/build.mjs');

  const whole = compressed(entry);
  const index = readFileSync(join(DIST, 'index.js'));
  const withWasm = (bytes) => entry.slice(0, at) + printable(bytes) + entry.slice(at + text.length);
  const weighWasm = (name, ranges) => ({
    name,
    bytes: sizeOf(ranges),
    brotli: whole - compressed(withWasm(Buffer.concat(outside(ranges, wasm)))),
  });
  const weighScript = (name, ranges) => ({
    name,
    bytes: sizeOf(ranges),
    brotli: whole - compressed(outside(ranges, entry).join('')),
  });

  const { sections, functions } = namedParts(wasm);
  const scripts = byName(scriptRanges(entry, { start: at, end: at + text.length }), ({ name }) => name);
  return {
    total: { bytes: entry.length + index.length, brotli: whole + compressed(index) },
    wasm: [
      ...byWeight([...byName(functions, crateOf)].map(([crate, ranges]) => weighWasm(crate, ranges))),
      ...[
        ...byName(
          sections.filter(({ name }) => name !== 'code'),
          ({ name }) => SECTION_TITLES[name] ?? 'tables',
        ),
      ].map(([name, ranges]) => weighWasm(name, ranges)),
    ],
    scripts: byWeight([
      ...[...scripts].map(([name, ranges]) => weighScript(name, ranges)),
      { name: 'index.js', bytes: index.length, brotli: compressed(index) },
    ]),
    functions: byWeight(
      functions.map(({ name, start, end }) => ({
        name: shortName(name),
        bytes: end - start,
        brotli: weighWasm(name, [{ start, end }]).brotli,
      })),
    ),
  };
}

/** The section of BENCHMARKS.md. */
export function renderWeights({ total, wasm, scripts, functions }) {
  const row = ({ name, bytes, brotli }) => `| ${name} | ${bytes} | ${brotli} |`;
  const sum = (title, parts) =>
    row({ name: `**${title}**`, bytes: parts.reduce((so, { bytes }) => so + bytes, 0), brotli: '' });
  return [
    '| part of the default entry | bytes | brotli |',
    '|---|---:|---:|',
    sum('wasm, before it becomes text', wasm),
    ...wasm.map(row),
    sum('scripts, minified', scripts),
    ...scripts.map(row),
    row({ name: '**index.js and core.js**', ...total }),
    '',
    '“brotli” is what the whole gets lighter by without the part: not a sum, since parts share what repeats. Code that the compiler has inlined counts in the part into which it went.',
    '',
    '| the largest functions | bytes | brotli |',
    '|---|---:|---:|',
    ...functions.slice(0, 15).map((part) => row({ ...part, name: `\`${part.name}\`` })),
    '',
  ].join('\n');
}

/** The wasm of the class once more, with the names that the shipped one has lost. */
export function namedClass() {
  copyFileSync(compiledOf('class'), NAMED);
  shrink(NAMED, { keepNames: true });
  return readFileSync(NAMED);
}

function namedParts(shipped) {
  const named = partsOf(namedClass());
  const { sections, functions } = partsOf(shipped);
  const isSame =
    functions.length === named.functions.length &&
    functions.every(
      ({ start, end }, index) => end - start === named.functions[index].end - named.functions[index].start,
    );
  if (!isSame) throw new SetupError('the build with names has other functions: run node scripts/build.mjs');
  return { sections, functions: functions.map((body, index) => ({ ...body, name: named.functions[index].name })) };
}

const SECTION_TITLES = {
  data: 'data: texts of errors, and names',
  imports: 'names of imports and exports',
  exports: 'names of imports and exports',
};

/** @type {[title: string, pattern: RegExp][]} */
const CRATES = [
  ['the core (`proto`)', /websocket_wasm::proto/],
  ['the exports, with what is inlined into them', /websocket_wasm::(boundary|class)|^websocket_wasm_/],
  ['the allocator', /websocket_wasm::allocator|__rust_|__rustc/],
];

const crateOf = ({ name }) => CRATES.find(([, pattern]) => pattern.test(name))?.[0] ?? 'the standard library';

// A path of Rust: its parts follow their lengths, the last is a hash of the compiler.
const shortName = (name) => {
  const parts = [];
  let rest = /^_ZN(.*)E$/.exec(name)?.[1] ?? '';
  while (rest) {
    const [length] = /^\d+/.exec(rest);
    parts.push(rest.slice(length.length, length.length + Number(length)));
    rest = rest.slice(length.length + Number(length));
  }
  return parts.slice(0, -1).join('::') || name || 'unnamed';
};

// Which file each character of the minified script comes from; the wasm's text is none of them.
function scriptRanges(script, text) {
  const map = new SourceMap(JSON.parse(readFileSync(join(DIST, 'core.js.map'), 'utf8')));
  const ranges = [];
  let at = 0;
  script.split('\n').forEach((line, lineNumber) => {
    for (let column = 0; column <= line.length && at < script.length; column += 1, at += 1) {
      if (at >= text.start && at < text.end) continue;
      const { originalSource } = /** @type {import('node:module').SourceMapping} */ (map.findEntry(lineNumber, column));
      const name = scriptName(originalSource);
      const last = ranges.at(-1);
      if (last?.name === name && last.end === at) last.end += 1;
      else ranges.push({ name, start: at, end: at + 1 });
    }
  });
  return ranges;
}

function scriptName(source) {
  if (!source) return 'between the files';
  if (source.startsWith('inlined-wasm')) return 'the text’s decoder';
  return basename(source);
}

function byName(ranges, nameOf) {
  const groups = new Map();
  for (const range of ranges) {
    const name = nameOf(range);
    groups.set(name, [...(groups.get(name) ?? []), range]);
  }
  return groups;
}

const byWeight = (parts) => parts.sort((a, b) => b.bytes - a.bytes);

const sizeOf = (ranges) => ranges.reduce((sum, { start, end }) => sum + end - start, 0);

// What is left of a text or of bytes without these ranges.
function outside(ranges, whole) {
  const rest = [];
  let from = 0;
  for (const { start, end } of ranges.toSorted((a, b) => a.start - b.start)) {
    rest.push(whole.slice(from, start));
    from = end;
  }
  return [...rest, whole.slice(from)];
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await runMain(async () => {
    await buildPackage();
    console.log(renderWeights(weigh()));
  });
}
