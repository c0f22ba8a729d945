// Runs other programs: quietly with a sign of life, or with their output shown. Plain Node, no packages.
import { spawn, spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout's root folder. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');
/** Everything the scripts keep between runs; ignored by git. */
export const CACHE = join(ROOT, '.cache');

const SIGN_OF_LIFE_MS = 10_000;

/** An error whose message is for the person at the terminal: one clear line, no stack. */
export class SetupError extends Error {}

/** Prints what is being done, so that a newcomer sees why it takes a while. */
export function say(text) {
  console.log(`› ${text}`);
}

/** Runs `main`, prints a SetupError as one line, and exits non-zero on any error. */
export async function runMain(main) {
  try {
    await main();
  } catch (error) {
    console.error(error instanceof SetupError ? `✗ ${error.message}` : error);
    process.exitCode = 1;
  }
}

/** The trimmed standard output of a program, or undefined if it is missing or fails. */
export function outputOf(command, args, env = process.env) {
  const result = spawnSync(command, args, { env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  return result.status === 0 ? result.stdout.trim() : undefined;
}

/** Runs a program with its output shown; resolves to its exit status (128 + signal if one ended it). */
export function show(command, args, { env = process.env, cwd = ROOT } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { env, cwd, stdio: 'inherit' });
    child.on('error', reject);
    child.on('close', (status, signal) => resolve(exitStatus(status, signal)));
  });
}

/** As `show`, and hands every piece of the output to `onOutput` as well; with a title to be `heldBack` by, all of it when the program has ended. */
export function showAndRead(command, args, { env = process.env, cwd = ROOT, onOutput, heldBack = false }) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { env, cwd, stdio: ['ignore', 'pipe', 'pipe'] });
    const held = [];
    const show = (to, piece) => {
      to.write(piece);
      onOutput(piece.toString());
    };
    for (const [from, to] of [
      [child.stdout, process.stdout],
      [child.stderr, process.stderr],
    ]) {
      from.on('data', (piece) => (heldBack ? held.push([to, piece]) : show(to, piece)));
    }
    child.on('error', reject);
    child.on('close', (status, signal) => {
      if (heldBack) say(heldBack);
      for (const [to, piece] of held) show(to, piece);
      resolve(exitStatus(status, signal));
    });
  });
}

/**
 * Runs a long program, its output in a log file, and says every ten seconds how far it is.
 * Resolves to true if it succeeded; on failure prints the end of the log and resolves to false.
 */
export async function work(title, command, args, { env = process.env, cwd = ROOT, quietFailure = false } = {}) {
  say(title);
  mkdirSync(CACHE, { recursive: true });
  const log = join(CACHE, `${title.replace(/[^a-z0-9.]+/gi, '-').toLowerCase()}.log`);
  const file = openSync(log, 'w');
  const started = Date.now();
  const timer = setInterval(() => {
    console.log(`  … ${seconds(started)} s: ${lastLines(log, 1)}`);
  }, SIGN_OF_LIFE_MS);
  const status = await new Promise((resolve) => {
    const child = spawn(command, args, { env, cwd, stdio: ['ignore', file, file] });
    child.on('error', () => resolve(127));
    child.on('close', (code, signal) => resolve(exitStatus(code, signal)));
  });
  clearInterval(timer);
  closeSync(file);
  if (status === 0) {
    console.log(`  done in ${seconds(started)} s`);
  } else if (!quietFailure) {
    console.error(`${lastLines(log, 15)}\n  failed (status ${status}); the whole log: ${log.slice(ROOT.length + 1)}`);
  }
  return status === 0;
}

/** Builds the package if it is not up to date, with its own output. */
export async function buildPackage() {
  if ((await show(process.execPath, [join(ROOT, 'scripts', 'build.mjs')])) !== 0) {
    throw new SetupError('the package could not be built: see the lines above');
  }
}

const exitStatus = (status, signal) => status ?? 128 + (constants.signals[signal] ?? 0);

const seconds = (started) => Math.round((Date.now() - started) / 1000);

function lastLines(file, count) {
  const lines = readFileSync(file, 'utf8')
    .split(/[\r\n]+/)
    .filter((line) => line.trim());
  return lines
    .slice(-count)
    .map((line) => line.trim().slice(0, 160))
    .join('\n');
}
