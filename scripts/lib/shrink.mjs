// Makes the wasm and its glue small: no panic messages, short names at the boundary, Binaryen's optimiser.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { MAP } from './compile.mjs';
import { deadData } from './dead_data.mjs';
import { functionsOfPart, glueOfPart, namesOfPart, replaceOnce, trim } from './glue.mjs';
import { SetupError } from './run.mjs';
import { partsOf } from './wasm_parts.mjs';
import binaryen from 'binaryen';

const WASM_OPT = join(dirname(createRequire(import.meta.url).resolve('binaryen')), 'bin', 'wasm-opt');
// What Rust's wasm target has by default, and all engines have had since 2022; nothing newer may be introduced.
const FEATURES = ['bulk-memory', 'multivalue', 'mutable-globals', 'nontrapping-float-to-int', 'reference-types', 'sign-ext'];
// Where a panic ends up: its message would be formatted for a console that a release build does not write to.
const PANICS = /panicking|panic_handler|panic_with_hook|rust_panic|begin_panic|default_hook|slice_index_fail|str_index_overflow_fail|handle_alloc_error|capacity_overflow|unwrap_failed|expect_failed/;

const PASSES = ['--inlining-optimizing', '--zero-filled-memory', '--low-memory-unused', '--flatten', '--rereloop', '-O3', '-Oz', '--converge'];

/** Rewrites both files in place, for the default entry; with `keepNames` the functions of the wasm can still be told apart. */
export function shrink(wasm, glue, options) {
  const trimmed = trim(readFileSync(glue, 'utf8'));
  const used = Array.from(trimmed.matchAll(/\bwasm\.(\w+)/g), ([, name]) => name);
  writeFileSync(glue, rename(trimmed, reduce(wasm, wasm, used, options)));
}

/** Writes the wasm of a part, its module and its names, from the files that `shrink` has not rewritten yet. */
export function cutPart(wasm, glue, part, folder) {
  const functions = functionsOfPart(readFileSync(glue, 'utf8'), part);
  const { imports, exports } = reduce(wasm, join(folder, `${part}.wasm`), functions.map(([, exported]) => exported));
  if (imports.length) throw new SetupError(`the part ${part} imports ${imports.map(([, name]) => name).join(', ')}: it may only calculate`);
  writeFileSync(join(folder, `${part}.js`), glueOfPart(part));
  writeFileSync(join(folder, `${part}.json`), JSON.stringify(namesOfPart(functions, new Map(exports))));
}

// Only what these exports need; returns what was renamed: { imports: [[module, name, short]], exports: [[name, short]] }
function reduce(from, to, used, { keepNames = false } = {}) {
  binaryen.setDebugInfo(keepNames);
  writeFileSync(to, cut(readFileSync(from), used));
  writeFileSync(to, withoutDeadData(readFileSync(to), wasmOpt(to, [...PASSES, '--print'], '/dev/null')));
  const debug = keepNames ? '--debuginfo' : '--strip-debug';
  wasmOpt(to, [...PASSES, debug, '--strip-producers', '--strip-target-features']);
  return JSON.parse(wasmOpt(to, [debug, '--minify-imports-and-exports-and-modules']));
}

function cut(bytes, used) {
  const module = binaryen.readBinary(bytes);
  const { BulkMemory, Multivalue, MutableGlobals, NontrappingFPToInt, ReferenceTypes, SignExt } = binaryen.Features;
  module.setFeatures(BulkMemory | Multivalue | MutableGlobals | NontrappingFPToInt | ReferenceTypes | SignExt);
  trapInsteadOfPanicking(module);
  removeOtherExports(module, new Set(used));
  return Buffer.from(module.emitBinary());
}

function trapInsteadOfPanicking(module) {
  for (let index = 0; index < module.getNumFunctions(); index += 1) {
    const { name, base } = binaryen.getFunctionInfo(module.getFunctionByIndex(index));
    if (!base && PANICS.test(name)) binaryen.Function.setBody(module.getFunctionByIndex(index), module.unreachable());
  }
}

function removeOtherExports(module, used) {
  const names = Array.from({ length: module.getNumExports() }, (_, index) => binaryen.getExportInfo(module.getExportByIndex(index)).name);
  for (const name of names) if (!used.has(name)) module.removeExport(name);
}

// Zeros compress to nothing; the addresses of all that stays are what they were.
function withoutDeadData(bytes, optimised) {
  const { segments } = partsOf(bytes);
  const inFile = (address) => {
    const segment = segments.find(({ address: from, start, end }) => address >= from && address < from + end - start);
    return segment && segment.start + address - segment.address;
  };
  const readWord = (address) => (inFile(address) === undefined ? 0 : bytes.readUInt32LE(inFile(address)));
  for (const { start, end } of deadData(readFileSync(MAP, 'utf8'), optimised, readWord)) {
    if (inFile(start) !== undefined) bytes.fill(0, inFile(start), inFile(start) + end - start);
  }
  return bytes;
}

function wasmOpt(wasm, passes, output = wasm) {
  const features = FEATURES.map((name) => `--enable-${name}`);
  const result = spawnSync(process.execPath, [WASM_OPT, ...features, ...passes, wasm, '-o', output], { encoding: 'utf8', maxBuffer: 2 ** 26 });
  if (result.status !== 0) throw new SetupError(`wasm-opt failed: ${result.stderr}`);
  return result.stdout;
}

/** The glue with the short names; all imports are in the one module that Binaryen calls `a`. */
function rename(glue, { imports, exports }) {
  const short = new Map(exports);
  const shim = './websocket_wasm_bg.js';
  for (const [, name, to] of imports.filter(([module]) => module === shim)) {
    glue = replaceOnce(glue, `${name}: function`, `${JSON.stringify(to)}: function`);
  }
  glue = glue.replace(/ {8}__wbg_\w+: function.*?\n {8}\},\n/gs, '');
  const fromSnippets = imports.filter(([module]) => module !== shim).map(([module, name, to]) => {
    const [, namespace] = new RegExp(`import \\* as (\\w+) from "${module}"`).exec(glue);
    return `${JSON.stringify(to)}: ${namespace}.${name},`;
  });
  const returned = /return \{\s+__proto__: null,\s+"\.\/websocket_wasm_bg\.js": import0,[^}]*\};/.exec(glue);
  if (!returned) throw new SetupError('the glue of this wasm-bindgen has another form: see rename in scripts/lib/shrink.mjs');
  glue = replaceOnce(glue, returned[0], 'return { a: import0 };');
  glue = replaceOnce(glue, 'const import0 = {', `const import0 = { ${fromSnippets.join(' ')}`);
  return glue.replace(/\bwasm\.([A-Za-z_]\w*)/g, (whole, name) => (short.has(name) ? `wasm.${short.get(name)}` : whole));
}
