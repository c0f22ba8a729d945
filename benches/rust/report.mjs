// The section "From Rust" of BENCHMARKS.md.
import { blocks, table, withQuartiles } from '../report/markdown.mjs';
import { ENGINE_TITLES } from '../report/titles.mjs';
import { median, ratioOfPairs } from '../statistics.mjs';
import { CASES } from './cases.mjs';
import { BARE, CONTENDERS } from './contenders.mjs';

const FIGURES = ['main', 'wall'];
const TITLE = '## From Rust';
/** What the section stands before, in the page. */
const NEXT = '## How it was measured';

/** The page with this section in it, in the place of the one that is there. */
export function withSection(page, section) {
  const end = page.indexOf(NEXT);
  const start = page.includes(TITLE) ? page.indexOf(TITLE) : end;
  return `${page.slice(0, start)}${section}\n${page.slice(end)}`;
}

/** A measurement in a line, with the quartiles of each ratio. */
export function lineOf(engine, { caseId, contender, count, pairs }) {
  const figures = FIGURES.map((figure) => {
    const ratio = ratioOf(pairs, figure);
    return `${figure} ${ratio ? withQuartiles(ratio) : '–'}`;
  });
  return `${engine}  ${caseId.padEnd(18)} ${contender.padEnd(23)} ${figures.join('  ')}  (${pairs.length} pairs of ${count})`;
}

export function reportOf({ date, machine, engines, weights }) {
  const { cpu, cores, system } = machine;
  return `${blocks(
    TITLE,
    `The client for Rust and other crates beside a bare \`web_sys::WebSocket\` with callbacks, as ratios. Written by \`npm run bench:rust\` on ${date}: ${cpu}, ${cores} cores, ${system}.`,
    METHOD,
    `Medians and quartiles of so many pairs: ${pairsOf(engines)}.`,
    engines.flatMap((engine) => [
      ...timeTables(engine),
      `### ${ENGINE_TITLES[engine.engine]}, memory and backpressure`,
      memoryTable(engine),
    ]),
    '### What it adds to an app',
    weightTable(weights),
    WEIGHT,
  )}\n`;
}

function timeTables({ engine, version, measurements }) {
  return FIGURES.flatMap((figure) => [
    `### ${ENGINE_TITLES[engine]} ${version}, ${figure === 'main' ? 'main-thread time' : 'time on the wall'} from Rust`,
    table(
      ['', 'bare, µs', ...Object.values(CONTENDERS).map(({ title }) => title)],
      CASES.map((one) => timeRow(one, figure, measurements)),
    ),
  ]);
}

function timeRow({ id, title, bar = Infinity }, figure, measurements) {
  const own = measurements.filter(({ caseId }) => caseId === id);
  const bare = median(own.flatMap(({ pairs, count }) => pairs.map(({ native }) => (1000 * native[figure]) / count)));
  const cells = Object.entries(CONTENDERS).map(([name, { isOurs }]) => {
    const ratio = ratioOf(own.find(({ contender }) => contender === name)?.pairs ?? [], figure);
    if (!ratio) return '–';
    return withQuartiles(ratio) + (isOurs && figure === 'main' && ratio.median > bar ? ' ✗' : '');
  });
  return [title, Number.isNaN(bare) ? '–' : bare.toPrecision(3), ...cells];
}

function ratioOf(pairs, figure) {
  const told = pairs
    .map(({ subject, native }) => ({ subject: subject[figure], native: native[figure] }))
    .filter(({ subject, native }) => subject !== undefined && native > 0);
  return told.length === 0 ? undefined : ratioOfPairs(told);
}

function memoryTable({ unread, upload }) {
  return table(
    ['', 'linear memory, 100 MB unread', 'after reading', 'all read', 'upload: most in the browser', 'upload: ms'],
    unread.map(({ contender, before, unread: waiting, after, isComplete }) => {
      const { highest, wall } = upload.find((one) => one.contender === contender);
      return [
        titleOf(contender),
        mib(waiting - before),
        mib(after - before),
        isComplete ? 'yes' : 'no',
        mib(highest),
        Math.round(wall).toString(),
      ];
    }),
  );
}

function weightTable(weights) {
  return table(
    ['', 'wasm', 'wasm and script, brotli'],
    weights.map(({ name, wasm, brotli }) => [
      name === 'empty' ? 'the app without a client' : `+ ${titleOf(name)}`,
      wasm.toLocaleString('en'),
      brotli.toLocaleString('en'),
    ]),
  );
}

/** How many pairs each contender has, of all cases and engines. */
function pairsOf(engines) {
  const all = engines.flatMap(({ measurements }) => measurements);
  return Object.entries(CONTENDERS)
    .map(([name, { title }]) => {
      const counts = all.filter(({ contender }) => contender === name).map(({ pairs }) => pairs.length);
      const [least, most] = [Math.min(...counts), Math.max(...counts)];
      return `${title} ${least === most ? most : `${least} to ${most}`}`;
    })
    .join(', ');
}

const titleOf = (name) => (name === BARE ? 'bare web-sys' : CONTENDERS[name].title);
const mib = (bytes) => `${(bytes / 2 ** 20).toFixed(1)} MiB`;

const METHOD = `Each app is the same code over a trait (\`benches/rust/tasks\`): it reads every message into a \`String\` or \`Vec<u8>\`, and sends with one \`send().await\` each.
Bare is a closure that does this and counts; “bare again” is the same app beside itself, and shows what is chance. “Bare, polled” is the least that a
client with a \`Stream\` adds: a queue, a waker, and a task that is woken for each message. \`JsMessage\` is our client with messages that stay in JavaScript.
Pairs and clocks are those of the tables above. A sample is so many messages that bare keeps the main thread busy for some 40 ms, and the page is new every
three pairs. A receive limit is off if a client has one, since bare has none; \`websocket-web\` uses its \`Standard\` interface. “✗”: our bar of 1.10 is missed.
In Firefox a small message costs about half as much again if a task is woken for it: that is the price of a \`Stream\` there, as “bare, polled” shows.
“100 MB unread” are 1,600 messages of 64 KiB that arrive before the app reads the first. “Upload” sends 32 MiB to a server that reads slowly.`;

const WEIGHT = `An app that connects, sends a text, returns the answer and closes, with errors that say why (\`JsError\`): profile \`opt-level = "z"\`, \`wasm-opt -Oz\`, script
minified. Without a client it holds wasm-bindgen's own futures. gloo-net weighs less and does less. Parts of our client were taken out one at a time, in kB of brotli,
which is good to 0.05: the texts of errors 0.65, waiting for room in the browser's buffer 0.5, URLs that are relative or have http in every engine 0.3, the timeouts
for connecting and closing 0.25, the limit to unread messages 0.15, what tells \`ReconnectingWebSocket\` 0.1. Without all of these it weighs 7.3.`;
