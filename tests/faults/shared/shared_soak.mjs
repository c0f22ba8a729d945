// Tabs that share a connection, under random faults for as long as one likes: each message accounted for, one connection for all.
import { setTimeout as sleep } from 'node:timers/promises';
import { randomFrom } from '../lib/random.mjs';
import { accountOfTabs } from './account.mjs';
import { startSharedServer } from './server.mjs';
import { openTabs, until } from './tabs.mjs';

/** So little may be held for a tab that one that is away misses something. */
const OPTIONS = {
  firstDelay: 50,
  maxDelay: 1_000,
  linger: 300,
  pingInterval: 1_000,
  pingTimeout: 2_000,
  awayTimeout: 5_000,
  closeTimeout: 5_000,
  receiveLimit: 2_048,
};
const MEAN_MS = 300;
/** After so many faults all tabs are looked at. */
const ROUND = 10;

/** By name: how often it is chosen among all, in which engines, of a tab in which state; `act` gets `{ tabs, tab, server }`. */
const FAULTS = {
  'a tab is opened': { weight: 30, act: ({ tabs }) => tabs.open() },
  'a tab is closed': { weight: 10, state: 'here', act: ({ tabs, tab }) => tabs.close(tab) },
  'a tab is reloaded': { weight: 10, state: 'here', act: ({ tabs, tab }) => tabs.reload(tab) },
  'a tab goes to another page': { weight: 10, state: 'here', act: ({ tabs, tab }) => tabs.leave(tab) },
  'a tab comes back': { weight: 15, state: 'away', act: ({ tabs, tab }) => tabs.bringBack(tab) },
  'a tab is frozen': { weight: 10, engines: ['chromium'], state: 'here', act: ({ tabs, tab }) => tabs.freeze(tab) },
  'a tab goes on': { weight: 15, engines: ['chromium'], state: 'frozen', act: ({ tabs, tab }) => tabs.bringBack(tab) },
  'a tab crashes': { weight: 5, engines: ['chromium'], state: 'here', act: ({ tabs, tab }) => tabs.crash(tab) },
  'a tab leaves and joins': { weight: 5, state: 'here', act: ({ tabs, tab }) => tabs.call(tab, 'leaveAndJoin') },
  'reconnect()': { weight: 5, state: 'here', act: ({ tabs, tab }) => tabs.call(tab, 'reconnect') },
  'the server drops the connection': { weight: 5, act: ({ server }) => server.drop() },
  'the server closes the connection': { weight: 5, act: ({ server }) => server.leave() },
};

/** Runs it: `{ engine, driver, tabs, seconds, seed, onRound }`; resolves to `{ problems, totals, faults }`. */
export async function soakTabs({
  engine,
  driver,
  tabs: most,
  seconds,
  seed,
  onRound = (_elapsed, _faults, _tabs) => {},
}) {
  const server = await startSharedServer();
  const tabs = await openTabs(driver, server.url, OPTIONS);
  const random = randomFrom(seed);
  const faults = Object.fromEntries(Object.keys(FAULTS).map((name) => [name, 0]));
  const started = performance.now();
  const elapsed = () => (performance.now() - started) / 1000;
  try {
    await tabs.open();
    while (elapsed() < seconds) {
      for (let index = 0; index < ROUND && elapsed() < seconds; index += 1) {
        await sleep(2 * MEAN_MS * random());
        const name = await makeFault({ engine, tabs, server, most, random });
        if (name) faults[name] += 1;
      }
      await settle(tabs, server);
      onRound(elapsed(), faults, tabs.all.length);
    }
    await finish(tabs, server);
    return { ...accountOfTabs(tabs.lives, server.connections), faults };
  } finally {
    await tabs.closeAll();
    await tabs.closeSite();
    await server.close();
  }
}

/** The name of what was done; undefined if there was no tab for it. */
async function makeFault({ engine, tabs, server, most, random }) {
  const anyOf = (list) => list[Math.floor(list.length * random())];
  let left = random() * TOTAL_WEIGHT;
  const [name, { engines = [engine], state, act }] = Object.entries(FAULTS).find(
    ([, { weight }]) => (left -= weight) < 0,
  );
  const tab = state && anyOf(tabs.in(state));
  const isPossible = state ? tab : tabs.all.length < most || name !== 'a tab is opened';
  if (!isPossible || !engines.includes(engine)) return undefined;
  await act({ tabs, tab, server });
  return name;
}

const TOTAL_WEIGHT = Object.values(FAULTS).reduce((sum, { weight }) => sum + weight, 0);

/** Waits until the server has one connection, and all tabs that are here get its messages. */
async function settle(tabs, server) {
  const here = tabs.in('here');
  if (here.length === 0) return;
  for (const tab of here) {
    let now;
    const isServed = async () => {
      now = await tabs.collect(tab);
      // A tab that is back may not know yet that its worker is lost.
      return server.count() === 1 && now.readyState === 1 && now.last?.connection === server.current().number;
    };
    await until(isServed, () => `${server.count()} connections for ${here.length} tabs, and ${tabs.describe(now)}`);
  }
}

/** Brings all tabs back, and waits until nothing is under way. */
async function finish(tabs, server) {
  for (const tab of tabs.all.filter(({ state }) => state !== 'here')) await tabs.bringBack(tab);
  if (tabs.all.length === 0) await tabs.open();
  await settle(tabs, server);
  for (const tab of tabs.all) await tabs.call(tab, 'fallSilent');
  server.fallSilent();
  const { number, sent } = server.current();
  for (const tab of tabs.all) {
    let now;
    const isDone = async () => {
      now = await tabs.collect(tab);
      const hasAll = now.last?.connection === number && now.last.number === sent;
      return hasAll && now.bufferedAmount === 0 && server.latestOf(now.life) === now.sent;
    };
    const describe = () =>
      `the server has said ${number} ${sent} and has ${server.latestOf(now.life)}; ${tabs.describe(now)}`;
    await until(isDone, describe);
  }
}
