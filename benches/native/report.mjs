// The section "On servers and desktops" of BENCHMARKS.md.
import { blocks, table, withQuartiles } from '../report/markdown.mjs';
import { median, ratioOfPairs } from '../statistics.mjs';
import { BARE, CASES, CONNECTIONS, CONTENDERS, MESSAGES } from './cases.mjs';

const TITLE = '## On servers and desktops';
/** What the section stands before, in the page: the first of these that is there. */
const NEXT = ['## From Rust', '## How it was measured'];

/** Of a client whose time is over. */
const UNFINISHED = 'does not finish';

const FIGURES = { wall: 'time on the wall', cpu: 'processor time' };

/** The page with this section in it, in the place of the one that is there. */
export function withSection(page, section) {
  const end = NEXT.map((title) => page.indexOf(`${title}\n`)).find((at) => at >= 0) ?? page.length;
  const start = page.includes(TITLE) ? page.indexOf(TITLE) : end;
  return `${page.slice(0, start)}${section.trimEnd()}\n\n${page.slice(end)}`;
}

/** A measurement in a line, with the quartiles of each ratio. */
export function lineOf({ caseId, contender, pairs, isFinished }) {
  const figures = ['wall', 'cpu', 'p50', 'p99'].flatMap((figure) => {
    const ratio = ratioOf(pairs, figure);
    return ratio ? [`${figure} ${withQuartiles(ratio)}`] : [];
  });
  return `${caseId.padEnd(18)} ${contender.padEnd(18)} ${figures.join('  ')}  (${pairs.length} pairs of ${pairs[0]?.subject.count})${isFinished ? '' : `  ${UNFINISHED}`}`;
}

export function reportOf({ date, machine, measurements, memory }) {
  const { cpu, cores, system } = machine;
  const isThroughput = ({ sample }) => sample !== 'trip';
  return `${blocks(
    TITLE,
    `The client for Rust with the feature \`native\` and other clients beside tokio-tungstenite alone, as ratios of time: less than 1 is faster. Written by \`npm run bench:native\` on ${date}: ${cpu}, ${cores} cores, ${system}.`,
    METHOD,
    `Medians and quartiles of so many pairs: ${pairsOf(measurements)}.`,
    Object.entries(FIGURES).flatMap(([figure, words]) => [
      `### Messages, ${words}`,
      timeTable(CASES.filter(isThroughput), figure, measurements),
    ]),
    '### Round trips, median',
    timeTable(
      CASES.filter((one) => !isThroughput(one)),
      'p50',
      measurements,
    ),
    '### Round trips, 99 of 100 are faster',
    timeTable(
      CASES.filter((one) => !isThroughput(one)),
      'p99',
      measurements,
    ),
    `### ${CONNECTIONS.toLocaleString('en')} connections of a process`,
    memoryTable(memory),
    MEMORY,
  )}\n`;
}

/** The time of a message or of a round trip; with messages a second if it is that of all. */
function timeTable(cases, figure, measurements) {
  const isRate = figure === 'wall';
  const columns = [
    '',
    'alone, µs',
    ...(isRate ? ['a second'] : []),
    ...Object.values(CONTENDERS).map(({ title }) => title),
  ];
  return table(
    columns,
    cases.map((one) => timeRow(one, figure, isRate, measurements)),
  );
}

function timeRow({ id, title, bar }, figure, isRate, measurements) {
  const own = measurements.filter(({ caseId }) => caseId === id);
  const alone = median(own.flatMap(({ pairs }) => pairs.map(({ native }) => native[figure] / 1000)));
  const cells = Object.keys(CONTENDERS).map((name) => {
    const measured = own.find(({ contender }) => contender === name);
    const ratio = ratioOf(measured?.pairs ?? [], figure);
    if (!ratio) return measured?.isFinished === false ? UNFINISHED : '–';
    // Processor time has no bar: it is told, so that a ratio of times on the wall can be understood.
    return withQuartiles(ratio) + (name === 'ours' && figure !== 'cpu' && ratio.median > bar ? ' ✗' : '');
  });
  const rate = isRate ? [Math.round(1e6 / alone).toLocaleString('en')] : [];
  return [title, Number.isNaN(alone) ? '–' : alone.toPrecision(3), ...rate, ...cells];
}

function ratioOf(pairs, figure) {
  const told = pairs
    .map(({ subject, native }) => ({ subject: subject[figure], native: native[figure] }))
    .filter(({ subject, native }) => subject > 0 && native > 0);
  return told.length === 0 ? undefined : ratioOfPairs(told);
}

export function memoryTable(memory) {
  return table(
    ['', 'connections', 'connected, KiB each', 'after messages, KiB each', 'messages', 'lost', 'not closed cleanly'],
    memory.map(({ contender, connections, connected, exchanged, messages, lost, unclean }) => [
      contender === BARE ? BARE : CONTENDERS[contender].title,
      connections.toLocaleString('en'),
      ...(messages === undefined
        ? [UNFINISHED, '–', '–', '–', '–']
        : [kib(connected), kib(exchanged), messages.toLocaleString('en'), lost.toString(), unclean.toString()]),
    ]),
  );
}

function pairsOf(measurements) {
  return Object.entries(CONTENDERS)
    .map(([name, { title }]) => {
      const counts = measurements.filter(({ contender }) => contender === name).map(({ pairs }) => pairs.length);
      return `${title} ${Math.min(...counts)}`;
    })
    .join(', ');
}

const kib = (bytes) => (bytes / 1024).toFixed(1);

const METHOD = `A sample is a connection to a server of tokio-tungstenite in a process of its own, over loopback, on the same processor (Linux), and so many messages that tokio-tungstenite alone
takes about 150 ms. A client that takes more than four times as long has fewer messages. The two of a pair follow each other in one process, in alternating order. On two processors the sender would have to wake the other one, which takes 15 to 50 µs in a virtual machine, and which writes do so would be chance: then 64 KiB take 14 or 57 µs with the same client. The client is a task of a runtime with two threads, makes each message and
gives it away, and awaits one \`send()\` for each. “Alone” is \`connect_async\` with TCP_NODELAY and the default configuration; “alone again” is the same beside itself, and shows what is
chance. “Alone, \`feed\`” sends by \`feed()\` and flushes at the end, as an app does that knows that more follows. “✗”: our bar is missed, 1.05 or, for 16 B, 1.10.`;

const MEMORY = `Each connection sends ${MESSAGES} numbered texts and reads the answers, beside all others, then one more, and closes. “Lost” are answers that do not
come, or are not the next. Memory is what the process has in RAM beyond what it had before, in KiB for each connection; what the kernel has for sockets is not in it.
\`npm run connections:native\` opens 10,000.`;
