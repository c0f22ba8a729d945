// What the licences of others ask for whose code is in the package: their names and texts.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { outputOf, ROOT, SetupError } from './run.mjs';
import { WASM_TARGET, wasmEnv } from './toolchain.mjs';

const MIT = /\bMIT\b/;
/** All of its licences count. */
const EVERY = /\bAND\b/;
const LICENCE_FILE = /^(licen[cs]e|copying|notice|unlicense)/i;

/** The text for the package: every crate that is linked into these parts, the standard library of Rust, and these packages of npm. */
export function noticesFor(parts, packages) {
  const crates = linkedCrates(parts).map((crate) => ({ ...crate, texts: licenceTexts(crate) }));
  return [
    'The WebAssembly in this package contains code of others, and so do the files dist/devtools-*.js. If one of several licences may be chosen, the text is that of MIT.',
    ...[...crates, standardLibrary(), ...packages.map(packageOfNpm)].map(({ name, version, license, texts }) =>
      [`${name} ${version} (${license})`, ...texts].join('\n\n'),
    ),
  ].join(`\n\n${'-'.repeat(80)}\n\n`);
}

/** By the real tree of dependencies; what runs in the compiler only is not in the result. */
function linkedCrates(parts) {
  const features = ['--no-default-features', '--features', ['npm', ...parts].join()];
  const tree = cargo([
    'tree',
    '--locked',
    '--target',
    WASM_TARGET,
    ...features,
    '--edges',
    'normal,no-proc-macro',
    '--prefix',
    'none',
    '--format',
    '{p}',
  ]);
  const { packages } = JSON.parse(cargo(['metadata', '--format-version', '1', '--locked']));
  const [, ...lines] = tree.split('\n').map((line) => line.split(' ').slice(0, 2).join(' '));
  const names = new Set(lines);
  return packages
    .filter(({ name, version }) => names.has(`${name} v${version}`))
    .sort((a, b) => a.name.localeCompare(b.name, 'en'));
}

function cargo(args) {
  const text = outputOf('cargo', args, wasmEnv());
  if (!text) throw new SetupError(`cargo ${args[0]} failed: nobody knows the licences of the crates`);
  return text;
}

function licenceTexts({ name, license, manifest_path: manifest }) {
  const folder = dirname(manifest);
  const files = readdirSync(folder)
    .filter((file) => LICENCE_FILE.test(file))
    .sort();
  const mit = MIT.test(license) && !EVERY.test(license) ? files.filter((file) => MIT.test(file)) : [];
  const chosen = mit.length ? mit : files;
  if (chosen.length === 0)
    throw new SetupError(`${name} (${license}) has no text of its licence: the package cannot be passed on with it`);
  return chosen.map((file) => readFileSync(join(folder, file), 'utf8').trim());
}

function packageOfNpm(name) {
  const folder = join(ROOT, 'node_modules', name);
  const { version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return {
    name,
    version,
    license,
    texts: licenceTexts({ name, license, manifest_path: join(folder, 'package.json') }),
  };
}

/** `core` and `alloc`. Their licence is in no crate; its terms are those of ours. */
function standardLibrary() {
  const terms = readFileSync(join(ROOT, 'LICENSE-MIT'), 'utf8').replace(
    /^.*Copyright.*$/m,
    'Copyright (c) The Rust Project Contributors',
  );
  const version = outputOf(wasmEnv().RUSTC ?? 'rustc', ['--version'])?.split(' ')[1];
  return { name: 'The standard library of Rust', version, license: 'MIT OR Apache-2.0', texts: [terms.trim()] };
}
