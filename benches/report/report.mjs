// BENCHMARKS.md, from the results of a run.
import { CONTENDERS } from '../contenders.mjs';
import { TARGET_MS } from '../measure/calibrate.mjs';
import { barsSection } from './bars.mjs';
import { blocks } from './markdown.mjs';
import { PROFILE } from './profile.mjs';
import { engineSection, importSection, instructionsSection, memorySection, sizeSection } from './sections.mjs';

/**
 * The text; `run` has `engines` as `runBenchmark` resolves to, `machine` as `describeMachine` tells, and, if they were
 * measured, the `weights` of the package's parts, the `instructions` of the core, and the sections that `npm run bench:native` and
 * `npm run bench:rust` wrote as `rust`.
 */
export function reportOf({ date, machine, version, engines, weights, instructions, rust = '' }) {
  return `${blocks(
    '# Benchmarks',
    `websocket-wasm ${version} beside each browser's own class, as ratios: 1 is as fast as the browser, 2 takes twice as long. Written by \`npm run bench\` on ${date}.`,
    '![Main-thread time against the native class, by case and engine](../benches/chart.svg)',
    '## The bars',
    barsSection(engines),
    PROFILE,
    engines.map(engineSection),
    importSection(engines),
    memorySection(engines),
    sizeSection(weights),
    instructionsSection(instructions),
    rust.trimEnd(),
    methodSection(machine, engines),
  )}\n`;
}

function methodSection({ cpu, cores, memoryGib, system }, engines) {
  const browsers = engines
    .map(({ engine, version }) => `${engine === 'chromium' ? 'Chromium' : 'Firefox'} ${version}`)
    .join(', ');
  const pairs = Object.values(CONTENDERS)
    .map(({ title, pairs: wanted }) => `${wanted} of ${title}`)
    .join(', ');
  return blocks(
    '## How it was measured',
    `${cpu}, ${cores} cores, ${memoryGib} GiB, ${system}; ${browsers}, headless.`,
    METHOD.replace('PAIRS', pairs).replace('TARGET', `${TARGET_MS}`),
    '## Yourself',
    YOURSELF,
  );
}

const METHOD = `- A sample is some TARGET ms of one case with one class: so many messages that the native class takes about that long, and then
  the same number for all. The connection is opened before the clock starts and closed after it has stopped.
- Samples come in pairs in one page, the class and the browser's own, and in the next pair the other one is first. Every eight
  pairs the page is new and warmed up again. Each class has its own copy of the measuring code, so that what a compiler has learnt
  from one does not help or harm the other.
- A ratio is the median over the pairs, in parentheses the quartiles. Fewer pairs for 1,000 sockets and
  for memory, more of our own class until the standard error of the median is below 1 %, and else: PAIRS.
- Main-thread time is CPU time: Chromium's metric TaskDuration in thread ticks, and for Firefox what Linux counts for the main thread of
  the page's process. What an empty sample costs is taken off. Wall time has the engine's other threads and the server in it.
- The time of the calls alone is that of a burst of them in a loop, the median of all bursts in a sample: it is spent on the main
  thread, and a burst that was interrupted does not count.
- Garbage is collected before each sample. The payload of all messages is one string, buffer or Blob, which is the least work for the browser.
- A burst of messages is sent in one task, and the next when the server has it all.
- The server is a process of its own on the loopback interface, writes frames made beforehand, and counts what comes without unmasking it.
  Both sides' counts of messages and bytes are checked in each sample.
- Chromium is driven over bare CDP, without its Network domain, and Firefox over WebDriver, whose script only calls the page's function.
- \`reconnecting-websocket\` and \`partysocket\` connect after their constructor has returned, so the time of their constructor tells nothing.
- The re-dispatching wrapper is what many apps write: an EventTarget that dispatches every event once more (\`benches/page/wrapper.mjs\`).`;

const YOURSELF = `\`npm run bench\` runs everything and writes this file and the chart. \`-- --engine firefox\`, \`--cases send,open-close\` (the start of a
name is enough), \`--contenders ours\` and \`--reps 15\` narrow it; then it prints only. \`--json FILE\` keeps every sample,
\`--from FILE\` writes the report from them once more, and \`--dist FOLDER\` measures another build.`;
