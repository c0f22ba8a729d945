// The frames, the inputs and the lateness of messages of a page that gets 10,000 messages a second, by where its connection is.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Origin } from 'selenium-webdriver/lib/input.js';
import { ROOT } from '../../../scripts/lib/run.mjs';
import { serveFolder } from '../../../servers/static_server.mjs';
import { withBrowser } from '../../support/browsers.mjs';
import { startFlood } from './flood.mjs';
import { HTML, measure } from './jank_page.mjs';

/** What is measured, in this order, and then once more: what the machine does meanwhile is seen as a difference of the two. */
const KINDS = {
  'no messages': { place: 'none' },
  'in the page': { place: 'page' },
  'in a worker': { place: 'worker' },
  'in a worker, batch 16 ms': { place: 'worker', options: { batch: 16 } },
};
const ROUNDS = 2;
const WARM_UP_MS = 2_000;
/** So long after one click comes the next. */
const CLICK_MS = 40;

/** A table with a line for each measurement, in the order in which they were made. */
export async function jank(engine, _minutes, seconds) {
  const lines = [];
  const site = await serveFolder(filesOfPage());
  const flood = await startFlood();
  try {
    await withBrowser(engine, {}, async (driver) => {
      for (let round = 0; round < ROUNDS; round += 1)
        for (const [kind, { place, options = {} }] of Object.entries(KINDS)) {
          await driver.get(`${site.url}/`);
          const given = { place, url: flood.url, options, warmUp: WARM_UP_MS, time: seconds * 1000 };
          const found = await measureIn(driver, given);
          lines.push(lineOf(kind, found, flood.takeSent()));
        }
    });
  } finally {
    await site.close();
    await flood.close();
  }
  return `\n${tableOf([HEAD, ...lines])}`;
}

/** Runs the program of the page, and clicks meanwhile. */
async function measureIn(driver, given) {
  // By the page itself: Firefox's driver runs scripts beside it, with a global of their own, and so would be the package's modules.
  await driver.executeScript(
    `window.eval(arguments[0])(arguments[1]);`,
    `(given) => { globalThis.found = (${measure})(given); }`,
    given,
  );
  const until = performance.now() + given.warmUp + given.time;
  while (performance.now() < until) {
    await driver.actions().move({ x: 20, y: 20, duration: 0, origin: Origin.VIEWPORT }).click().perform();
    await sleep(CLICK_MS);
  }
  const { found, error } = await driver.executeAsyncScript(
    'const done = arguments[0]; window.found.then((found) => done({ found }), (error) => done({ error: String(error) }));',
  );
  if (error) throw new Error(error);
  return found;
}

function filesOfPage() {
  const folder = join(ROOT, 'dist');
  const scripts = readdirSync(folder).filter((file) => file.endsWith('.js'));
  const files = Object.fromEntries(scripts.map((file) => [`/package/${file}`, readFileSync(join(folder, file))]));
  return { ...files, '/index.html': HTML };
}

const HEAD = [
  'connection',
  'sent /s',
  'got /s',
  'behind',
  'late ms p50 p99',
  'frames /s',
  'frame ms p50 p95 p99 max',
  'long tasks, longest ms',
  'input ms p50 p95 p99 (clicks)',
];

function lineOf(kind, { seconds, messages, number, late, frames, longTasks, inputs }, sent) {
  const perSecond = (count) => String(Math.round(count / seconds));
  return [
    kind,
    sent ? String(Math.round(sent.count / sent.seconds)) : '–',
    perSecond(messages),
    sent ? String(sent.upTo(number)) : '–',
    shares(late, [50, 99]),
    perSecond(frames.length),
    shares(frames, [50, 95, 99, 100]),
    // Only Chromium tells of them.
    longTasks ? `${longTasks.length}, ${Math.round(Math.max(0, ...longTasks))}` : 'not told',
    `${shares(inputs, [50, 95, 99])} (${inputs.length})`,
  ];
}

/** These percentiles of numbers. */
function shares(numbers, percents) {
  const sorted = [...numbers].sort((one, other) => one - other);
  const at = (percent) => sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)];
  return sorted.length ? percents.map((percent) => at(percent).toFixed(1)).join(' ') : '–';
}

function tableOf(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  return rows
    .map((row) => `  ${row.map((cell, column) => cell.padEnd(widths[column])).join('  ')}`.trimEnd())
    .join('\n');
}
