// What has been run, kept in the cache by engine and class: a run that was stopped goes on behind it.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { outputOf } from '../../scripts/lib/run.mjs';
import { WPT_CACHE } from './server.mjs';
import { FOLDER } from './tests.mjs';

export const CLASSES = ['native', 'ours'];

const KEPT = join(WPT_CACHE, 'results');

/**
 * The results of a class in an engine: `{ of, date, version, results: { path: result } }`. They hold for the checkout, the browser and
 * the build that `of` names; for others they are none.
 */
export function load(engine, name, of) {
  const file = fileOf(engine, name);
  const kept = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
  return kept && (!of || kept.of === of) ? kept : { of, results: {} };
}

export function save(engine, name, kept) {
  mkdirSync(KEPT, { recursive: true });
  writeFileSync(fileOf(engine, name), JSON.stringify(kept));
}

const fileOf = (engine, name) => join(KEPT, `${engine}-${name}.json`);

/** What tells a checkout from others: the commit if it has one, and a hash of its tests. */
export function checkoutOf(root) {
  const hash = createHash('sha256');
  const folder = join(root, FOLDER);
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
    hash.update(name);
    try {
      hash.update(readFileSync(join(folder, name)));
    } catch {
      // A folder.
    }
  }
  return { commit: outputOf('git', ['-C', root, 'rev-parse', 'HEAD']), hash: hashed(hash) };
}

export const hashOf = (text) => hashed(createHash('sha256').update(text));

const hashed = (hash) => hash.digest('hex').slice(0, 12);

/** Of two runs of a test the one that has passed more: a busy machine makes tests fail, and none pass. */
export const better = (one, other) => (passes(other) >= passes(one) ? other : one);

const passes = ({ status, subtests }) =>
  Object.values(subtests).filter(([outcome]) => outcome === 'PASS').length + (status === 'OK' ? 0.5 : 0);

/** The tests that have not been run, and those that have failed in their only run. */
export const firstRun = (tests, { results }) => tests.filter(({ path }) => !results[path]);
export const secondRun = (tests, { results }) =>
  tests.filter(({ path }) => results[path] && !isFine(results[path]) && !(results[path].runs > 1));

export const isLeft = (tests, kept) => firstRun(tests, kept).length + secondRun(tests, kept).length > 0;

const isFine = ({ status, subtests }) =>
  status === 'OK' && Object.values(subtests).every(([outcome]) => outcome === 'PASS');
