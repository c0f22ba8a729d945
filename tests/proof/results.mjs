// What has been run, a file for each proof: committed, as the page of proof is made of nothing else.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { digest } from '../../scripts/lib/fresh.mjs';
import { outputOf, ROOT } from '../../scripts/lib/run.mjs';
import { browsers } from '../../scripts/lib/toolchain.mjs';
import { ofPage } from './figures.mjs';

const FOLDER = join(ROOT, 'tests', 'proof', 'results');
/** What a proof is about if it does not say so: if that changes, the proof is of an older build. */
const SOURCES = [
  'Cargo.toml',
  'Cargo.lock',
  'src',
  'scripts/lib/bundle.mjs',
  'scripts/lib/compile.mjs',
  'scripts/lib/shrink.mjs',
];

export const sourcesOf = ({ about = SOURCES }) => digest(about).slice(0, 16);

/** `{ sources, commit }`, to be taken before a part runs: what changes meanwhile is not what was run. */
export const buildOf = (proof) => ({
  sources: sourcesOf(proof),
  commit: outputOf('git', ['-C', ROOT, 'rev-parse', '--short', 'HEAD']),
});

/** The parts that have been run, by name: `{ sources, commit, date, seconds, versions, figures }`. */
export function load(name) {
  const file = fileOf(name);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
}

export function save(name, parts) {
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(fileOf(name), `${JSON.stringify(parts, undefined, 2)}\n`);
}

const fileOf = (name) => join(FOLDER, `${name}.json`);

/** What is kept of a part that was run: `ran` is `{ name, build, output, seconds }`, or undefined if the figures of the page are taken as they are. */
export function resultOf(proof, ran) {
  const told = proof.page ? ofPage(readFileSync(join(ROOT, proof.page), 'utf8')) : {};
  return {
    ...(ran ? ran.build : {}),
    date: told.date ?? (ran ? new Date().toISOString().slice(0, 10) : committedOn(proof.page)),
    ...(ran ? { seconds: ran.seconds } : {}),
    versions: told.versions ?? versionsOf(proof, ran).map((name) => `${TITLES[name]} ${versionOf(name)}`),
    figures: proof.figures(ran?.output),
  };
}

/** A part that is named after an engine ran in no other. */
function versionsOf({ versions }, ran) {
  const [engine] = ran?.name.split(' ') ?? [];
  return versions.includes(engine) ? versions.filter((name) => name === engine || !(name in browsers)) : versions;
}

const committedOn = (page) => outputOf('git', ['-C', ROOT, 'log', '-1', '--format=%cs', '--', page]);

const TITLES = {
  chromium: 'Chromium',
  firefox: 'Firefox',
  webkit: 'WebKit',
  node: 'Node',
  rustc: 'Rust',
  miri: 'Miri',
};

/** Programs that are no browsers. */
const TOOLS = { rustc: ['rustc'], miri: ['cargo', '+nightly', 'miri'] };

function versionOf(name) {
  if (name === 'node') return process.version.slice(1);
  const [program, ...args] = name in TOOLS ? TOOLS[name] : [browsers[name].browser()];
  const text = program && outputOf(program, [...args, '--version']);
  return /\d+(?:\.\d+)+/.exec(text ?? '')?.[0] ?? 'unknown';
}
