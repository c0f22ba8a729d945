// Runs the setups of a tool, each with our class and without us.
import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SetupError } from '../../../scripts/lib/run.mjs';
import { runtimes } from '../../../scripts/lib/toolchain.mjs';
import { install } from '../../interop/lib/install.mjs';
import { TOOL, verdictOf } from './verdict.mjs';

export const CLASSES = ['control', 'ours'];

const LIMIT_MS = 120_000;
const LAST_LINES = 12;

/**
 * Installs a tool, with the packed package beside it, and runs each of its setups with each class:
 * `[{ setup, className, outcomes, problems, known, passed }]`. `world` is `{ packed, url, browser(options) }`.
 */
export async function runTool(tool, world, onRun = () => {}) {
  await installTool(tool, world.packed);
  const runs = [];
  for (const [setup, run] of Object.entries(tool.setups)) {
    for (const className of CLASSES) {
      const started = Date.now();
      const outcomes = await run(contextOf(tool, className, world));
      const result = { setup, className, outcomes, ...verdictOf(tool, setup, className, outcomes) };
      runs.push(result);
      onRun(result, Date.now() - started);
    }
  }
  return runs;
}

async function installTool(tool, packed) {
  await install(tool);
  // Over what is there: `npm ci` has nothing of it.
  const target = join(tool.folder, 'node_modules', 'websocket-wasm');
  rmSync(target, { recursive: true, force: true });
  cpSync(join(packed.project, 'node_modules', 'websocket-wasm'), target, { recursive: true });
}

/** What a setup gets: the tool's folder, the class to use, the world, and `node(args)`, which runs a program that records outcomes. */
function contextOf({ folder }, className, world) {
  return {
    ...world,
    folder,
    className,
    node: (args, options) => runNode(args, { folder, className, url: world.url, ...options }),
  };
}

/**
 * Runs a program in Node, by default the newer one that set-up has, which has a WebSocket. Resolves to the outcomes that it has
 * recorded, and to one that says how it ended.
 */
async function runNode(args, { folder, className, url, env = {} }) {
  const program = runtimes.node();
  if (!program) throw new SetupError('there is no Node 22 or newer: npm test installs one');
  const scratch = mkdtempSync(join(tmpdir(), 'world-'));
  const file = join(scratch, 'outcomes');
  writeFileSync(file, '');
  try {
    const given = {
      ...process.env,
      ...env,
      WORLD_CLASS: className,
      WORLD_URL: url,
      WORLD_RESULTS: file,
      NODE_TEST_CONTEXT: undefined,
    };
    const { status, output } = await ended(
      spawn(program, args, { cwd: folder, env: given, stdio: ['ignore', 'pipe', 'pipe'], detached: true }),
    );
    const outcomes = readFileSync(file, 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line));
    return [
      ...outcomes,
      {
        group: TOOL,
        check: 'it ends well, and reports no other error',
        error: status === 0 ? undefined : `status ${status}: ${lastLines(output)}`,
      },
    ];
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** A group of its own: test runners have processes that would go on. */
function ended(child) {
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (piece) => {
      output += piece;
    });
  const timer = setTimeout(() => process.kill(-child.pid, 'SIGKILL'), LIMIT_MS);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (status, signal) => {
      clearTimeout(timer);
      resolve({ status: status ?? signal, output });
    });
  });
}

const lastLines = (output) =>
  output
    .split('\n')
    .filter((line) => line.trim())
    .slice(-LAST_LINES)
    .map((line) => line.slice(0, 300))
    .join('\n    ');

/** A path in the folder of a tool, which has to be there. */
export function fileOf(folder, ...path) {
  const file = join(folder, ...path);
  if (!existsSync(file)) throw new SetupError(`${file} is not there: delete node_modules beside it and try again`);
  return file;
}
