// Makes the wasm and its glue small: no panic messages, short names at the boundary, Binaryen's optimiser.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { replaceOnce, trim } from './glue.mjs';
import { SetupError } from './run.mjs';
import binaryen from 'binaryen';

const WASM_OPT = join(dirname(createRequire(import.meta.url).resolve('binaryen')), 'bin', 'wasm-opt');
// What Rust's wasm target has by default, and all engines have had since 2022; nothing newer may be introduced.
const FEATURES = ['bulk-memory', 'multivalue', 'mutable-globals', 'nontrapping-float-to-int', 'reference-types', 'sign-ext'];
// Where a panic ends up: its message would be formatted for a console that a release build does not write to.
const PANICS = /panicking|panic_handler|panic_with_hook|rust_panic|begin_panic|default_hook|slice_index_fail|str_index_overflow_fail|handle_alloc_error|capacity_overflow|unwrap_failed|expect_failed/;

// What only a panic's message would have said: where it happened, and the standard library's own texts.
const PANIC_TEXTS = new RegExp([
  '[\\w./-]+/[\\w.-]+\\.rs(?![\\w])',
  'slice index starts at ', ' but ends at ', 'range (start|end) index ', ' out of range for slice of length ',
  'cannot access a Thread Local Storage value during or after destruction: ',
  'attempted to take ownership of Rust value while it was borrowed',
  'recursive use of an object detected which would lead to unsafe aliasing in rust',
  'Attempted to initialize thread-local while it is being dropped', 'end of range should be a character boundary',
  'closure invoked recursively or after being dropped', 'internal error: entered unreachable code',
  'called `Option::unwrap_throw\\(\\)` on a `None` value', 'Hash table capacity overflow', 'capacity overflow',
  'attempt to join into collection with len > usize::MAX', 'mid > len', 'null pointer passed to rust',
  'LazyCell instance has previously been poisoned', 'RefCell already (mutably )?borrowed', 'invalid key',
  '00010203(\\d\\d)*99',
].join('|'), 'g');

/** Rewrites both files in place; with `keepNames` the functions of the wasm can still be told apart. */
export function shrink(wasm, glue, { keepNames = false } = {}) {
  const trimmed = trim(readFileSync(glue, 'utf8'));
  binaryen.setDebugInfo(keepNames);
  writeFileSync(wasm, reduce(readFileSync(wasm), trimmed));
  const debug = keepNames ? '--debuginfo' : '--strip-debug';
  wasmOpt(wasm, ['--zero-filled-memory', '--low-memory-unused', '--flatten', '--rereloop', '-Oz', '-Oz', '--converge', debug, '--strip-producers', '--strip-target-features']);
  // Prints what it renames: { imports: [[module, name, short]], exports: [[name, short]] }
  const names = JSON.parse(wasmOpt(wasm, [debug, '--minify-imports-and-exports-and-modules']));
  writeFileSync(glue, rename(trimmed, names));
}

function reduce(bytes, glue) {
  const module = binaryen.readBinary(bytes);
  const { BulkMemory, Multivalue, MutableGlobals, NontrappingFPToInt, ReferenceTypes, SignExt } = binaryen.Features;
  module.setFeatures(BulkMemory | Multivalue | MutableGlobals | NontrappingFPToInt | ReferenceTypes | SignExt);
  trapInsteadOfPanicking(module);
  removeExports(module, glue);
  return blank(Buffer.from(module.emitBinary()));
}

function trapInsteadOfPanicking(module) {
  for (let index = 0; index < module.getNumFunctions(); index += 1) {
    const { name, base } = binaryen.getFunctionInfo(module.getFunctionByIndex(index));
    if (!base && PANICS.test(name)) binaryen.Function.setBody(module.getFunctionByIndex(index), module.unreachable());
  }
}

// What the glue does not use, nobody does.
function removeExports(module, glue) {
  const used = new Set(Array.from(glue.matchAll(/\bwasm\.(\w+)/g), ([, name]) => name));
  const names = Array.from({ length: module.getNumExports() }, (_, index) => binaryen.getExportInfo(module.getExportByIndex(index)).name);
  for (const name of names) if (!used.has(name)) module.removeExport(name);
}

// Zeros compress to nothing; the addresses of all that stays are what they were.
function blank(bytes) {
  const text = bytes.toString('latin1');
  for (const { 0: found, index } of text.matchAll(PANIC_TEXTS)) bytes.fill(0, index, index + found.length);
  return bytes;
}

function wasmOpt(wasm, passes) {
  const features = FEATURES.map((name) => `--enable-${name}`);
  const result = spawnSync(process.execPath, [WASM_OPT, ...features, ...passes, wasm, '-o', wasm], { encoding: 'utf8' });
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
  glue = replaceOnce(glue, returned[0], `return { a: { ...import0, ${fromSnippets.join(' ')} } };`);
  return glue.replace(/\bwasm\.([A-Za-z_]\w*)/g, (whole, name) => (short.has(name) ? `wasm.${short.get(name)}` : whole));
}
