// Many sockets under random faults for as long as one likes: every message accounted for, memory flat, no timer left.
import { accountOf } from '../lib/account.mjs';
import { Log } from '../lib/log.mjs';
import { startNumbersServer } from '../lib/numbers_server.mjs';
import { openPage } from '../lib/pages.mjs';
import { startProxy } from '../lib/proxy.mjs';
import { randomFrom } from '../lib/random.mjs';
import { Faults } from './faults.mjs';
import { growthOf, memoryOf } from './memory.mjs';

const OPTIONS = {
  firstDelay: 50,
  maxDelay: 1_000,
  stableTime: 1_000,
  // Chromium holds connections back for up to five seconds if many are pending.
  connectTimeout: 10_000,
  closeTimeout: 1_000,
  heartbeat: { interval: 1_000, timeout: 1_500 },
  maxQueuedBytes: 256 * 1024,
};
/** Of every other socket. */
const HIGH_WATER_MARK = 64 * 1024;
const MESSAGE_MS = 500;
const SAMPLES = 60;

/**
 * Runs it: `{ engine, driver, sockets, seconds, seed, onSample }`. Resolves to `{ problems, totals, faults, samples, growth, timers }`;
 * the run was good if there are no `problems`.
 */
export async function soak({ engine, driver, sockets: count, seconds, seed, onSample = (_sample, _counts) => {} }) {
  const log = new Log();
  const server = await startNumbersServer(log);
  const proxy = await startProxy(server.port);
  const page = await openPage(driver);
  try {
    const random = randomFrom(seed);
    const sockets = await openSockets(page, `${proxy.url}/?greetings=3`, count);
    const records = new Map(sockets.map(({ client }) => [client, []]));
    const faults = new Faults({ random, proxy, server, sockets });
    const samples = [];
    await page.call('startTraffic', MESSAGE_MS);
    await runFor(seconds, faults, async (elapsed) => {
      await collect(page, records);
      samples.push({ elapsed, ...(await memoryOf(engine, driver, page)) });
      onSample(samples.at(-1), faults.counts);
    });
    await faults.end();
    await page.call('stopTraffic');
    await Promise.all(sockets.map((socket) => socket.exchangeForSure()));
    const timers = await page.closeSockets();
    await collect(page, records);
    const { problems, totals } = accounts(sockets, records, log);
    const growth = growthOf(samples);
    if (timers > 0) problems.push(`${timers} timers are left`);
    return { problems: [...problems, ...growth.problems], totals, faults: faults.counts, samples, growth, timers };
  } finally {
    await page.close();
    await proxy.close();
    await server.kill();
  }
}

async function openSockets(page, url, count) {
  const sockets = [];
  for (let index = 0; index < count; index += 1) {
    sockets.push(await page.open(url, { ...OPTIONS, ...(index % 2 && { highWaterMark: HIGH_WATER_MARK }) }));
  }
  await Promise.all(sockets.map((socket) => socket.until('open')));
  return sockets;
}

/** Makes faults, and takes a sample now and then. */
async function runFor(seconds, faults, sample) {
  const started = performance.now();
  const elapsed = () => (performance.now() - started) / 1000;
  for (let next = 0; elapsed() < seconds; next += seconds / SAMPLES) {
    while (elapsed() < Math.min(next, seconds)) await faults.next();
    await sample(elapsed());
  }
}

/** Takes what the page has recorded: so it need not keep it. */
async function collect(page, records) {
  for (const [client, record] of await page.call('takeRecords')) records.get(client).push(...record);
}

function accounts(sockets, records, log) {
  const problems = [];
  const totals = { sent: 0, received: 0, lost: 0, undelivered: 0, refused: 0, dropped: 0, connections: 0 };
  for (const { client } of sockets) {
    const record = records.get(client);
    const connections = log.of(client);
    totals.connections += connections.length;
    totals.refused += record.filter(({ type }) => type === 'refused').length;
    try {
      const account = accountOf(record, connections);
      for (const [name, numbers] of Object.entries(account)) if (name in totals) totals[name] += numbers.length;
    } catch ({ message }) {
      problems.push(`${client}: ${message}`);
    }
  }
  return { problems, totals };
}
