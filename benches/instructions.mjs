// Instructions per call of the core, as callgrind counts them: exact, so the same at every run. On the native target,
// since nothing counts instructions of a wasm engine.
import { spawnSync } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import { ROOT, SetupError, runMain } from '../scripts/lib/run.mjs';
import { onPath } from '../scripts/lib/toolchain.mjs';

const ROUNDS = 10_000;

// What is done per round, less what the same round costs without it.
const MEASURED = [
  { name: 'before each `send`: `observe`, then `handover`', operation: 'handover', without: 'nothing' },
  { name: '`send` through the core: `observe`, `send`, `poll_action`', operation: 'send', without: 'nothing' },
  { name: '`readyState`: `observe`, then `ready_state`', operation: 'ready state', without: 'nothing' },
  { name: '`bufferedAmount`', operation: 'buffered amount', without: 'nothing' },
  { name: '`close(1000)`: the check, `close`, `poll_action`', operation: 'connect and close', without: 'connect' },
];

/** Instructions per call: `{ valgrind, rustc, rounds, calls: [{ name, instructions }] }`. */
export function countInstructions() {
  const valgrind = onPath('valgrind');
  if (!valgrind) throw new SetupError('valgrind is missing, so no instructions are counted: apt-get install valgrind');
  const program = builtProgram();
  const perRound = (operation) => {
    const count = (rounds) => collected(valgrind, program, operation, rounds);
    return (count(2 * ROUNDS) - count(ROUNDS)) / ROUNDS;
  };
  const calls = MEASURED.map(({ name, operation, without }) => ({
    name,
    instructions: perRound(operation) - perRound(without),
  }));
  return { valgrind: outputOfTool(valgrind), rustc: outputOfTool('rustc'), rounds: ROUNDS, calls };
}

/** The section of BENCHMARKS.md. */
export function renderInstructions({ valgrind, rustc, rounds, calls }) {
  return [
    '| the core alone, per call | instructions |',
    '|---|---:|',
    ...calls.map(({ name, instructions }) => `| ${name} | ${Number(instructions.toFixed(1))} |`),
    '',
    `Counted by ${valgrind} (callgrind) in a native release build of ${rustc}: ${rounds} rounds against ${2 * rounds}, without what the loop costs.`,
    '',
  ].join('\n');
}

function builtProgram() {
  const args = ['bench', '--no-run', '--bench', 'instructions', '--message-format', 'json-render-diagnostics'];
  const { status, stdout } = spawnSync('cargo', args, {
    cwd: ROOT,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    maxBuffer: 2 ** 26,
  });
  if (status !== 0) throw new SetupError('benches/instructions.rs could not be built: see the lines above');
  const messages = stdout
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line));
  return messages.find(({ executable, target }) => executable && target.name === 'instructions').executable;
}

function collected(valgrind, program, operation, rounds) {
  const args = ['--tool=callgrind', '--callgrind-out-file=/dev/null', program, operation, String(rounds)];
  const { stderr } = spawnSync(valgrind, args, { encoding: 'utf8' });
  const [, count] = /Collected : (\d+)/.exec(stderr ?? '') ?? [];
  if (!count) throw new SetupError(`valgrind counted nothing: ${stderr}`);
  return Number(count);
}

const outputOfTool = (program) => spawnSync(program, ['--version'], { encoding: 'utf8' }).stdout.trim();

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href)
  await runMain(() => console.log(renderInstructions(countInstructions())));
