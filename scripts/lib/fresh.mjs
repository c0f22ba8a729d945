// What is built from sources: whether it is newer than they are, by their content and not by their dates, and by one process at a time.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { CACHE, ROOT } from './run.mjs';

const stampOf = (name) => join(CACHE, `${name}.stamp`);

/** Whether `result` exists and was built from these sources (files and folders of the checkout) as they are now. */
export function isFresh(name, sources, result) {
  return existsSync(result) && existsSync(stampOf(name)) && readFileSync(stampOf(name), 'utf8') === digest(sources);
}

/** Remembers that the result was built from these sources as they are now. */
export function markFresh(name, sources) {
  mkdirSync(CACHE, { recursive: true });
  writeFileSync(stampOf(name), digest(sources));
}

/** Does `work` while no other process does the same in this checkout; waits for one that does. */
export async function alone(name, work) {
  const lock = join(CACHE, `${name}.lock`);
  mkdirSync(CACHE, { recursive: true });
  while (!take(lock)) await pause(POLL_MS);
  try {
    return await work();
  } finally {
    rmSync(lock, { force: true });
  }
}

function take(lock) {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    // One that was killed has left its lock behind.
    if (!isRunning(lock)) rmSync(lock, { force: true });
    return false;
  }
}

function isRunning(lock) {
  try {
    return process.kill(Number(readFileSync(lock, 'utf8')), 0);
  } catch (error) {
    return error.code === 'EPERM';
  }
}

const POLL_MS = 200;

/** A hash of these files and folders of the checkout. */
export function digest(sources) {
  const hash = createHash('sha256');
  for (const file of sources.flatMap((source) => filesIn(join(ROOT, source)))) {
    hash.update(file.slice(ROOT.length)).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

function filesIn(path) {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesIn(join(path, name)));
}
