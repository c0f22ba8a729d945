// A page that replaces everything it can after the package has loaded: nothing of it is called, and nothing changes.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { definePlantTraps, defineReplaceEverything, defineSpies } from './hostile_page.mjs';
import { SESSION } from './hostile_session.mjs';
import { inEveryEngine } from './pages.mjs';

const PAGE = {
  scripts: [defineSpies, defineReplaceEverything, definePlantTraps, ...SESSION],
  // No call in tail position: WebKit takes the caller off the stack.
  files: { '/package/dist/careless.js': 'export function careless(list) { list[list.length] = "x"; list.join(); }' },
};
const TOPICS = ['exchange', 'refusals', 'connections', 'observing', 'clocks', 'global'];
const IN_WORKERS = ['worker', 'shared'];
/** Of a page that gives no worker, and loads the hub when the program runs for the first time. */
const IN_PAGE = ['alone'];
const END = ['get CloseEvent.prototype.code', 'get CloseEvent.prototype.reason', 'get CloseEvent.prototype.wasClean'];
const CLOCKS = [
  'Performance.prototype.now',
  'performance.now',
  'get performance',
  'globalThis.setTimeout',
  'setTimeout',
  'clearTimeout',
];

/** An error that the page is given has its members by assignment. */
const OF_ERRORS = ['code', 'reason', 'wasClean'].map((name) => `set Object.prototype.${name}`);

// Each with a server of its own: Firefox makes pages wait for one to which connections fail again and again.
inEveryEngine('after the package has loaded, a page that replaces every function and class', (tools) =>
  staysTheSame(tools, {
    sabotage: () => replaceEverything(),
    control: 'Array.prototype.join',
    // An inspector reads events as every listener does.
    accepted: [
      'get MessageEvent.prototype.data',
      'get CloseEvent.prototype.code',
      'get CloseEvent.prototype.reason',
      'get CloseEvent.prototype.wasClean',
      // Fake timers of test tools have to drive the package.
      ...CLOCKS,
      // Tests say so of the page.
      'get Document.prototype.prerendering',
    ],
  }),
);

inEveryEngine('after the package has loaded, a page that replaces every function and class, and reconnects', (tools) =>
  staysTheSame(tools, {
    sabotage: () => replaceEverything(),
    control: 'Array.prototype.join',
    topics: ['reconnecting'],
    accepted: [
      ...CLOCKS,
      ...END,
      // Tests say so of the network and of the page.
      'get Navigator.prototype.onLine',
      'get Document.prototype.visibilityState',
      'get Document.prototype.prerendering',
    ],
  }),
);

inEveryEngine('after the package has loaded, a page that replaces every function and class, and shares', (tools) =>
  staysTheSame(tools, {
    sabotage: () => replaceEverything(),
    control: 'Array.prototype.join',
    topics: IN_WORKERS,
    accepted: [
      ...CLOCKS,
      ...END,
      // A page that reports its state has it.
      'get Document.prototype.visibilityState',
      'get Event.prototype.type',
      // The worker is the page's own.
      'get SharedWorker.prototype.port',
    ],
  }),
);

inEveryEngine('after the hub has loaded, a page that replaces every function and class, and gives no worker', (tools) =>
  staysTheSame(tools, {
    sabotage: () => replaceEverything(),
    control: 'Array.prototype.join',
    topics: IN_PAGE,
    accepted: [
      ...CLOCKS,
      ...END,
      // Tests say so of the network and of the page.
      'get Navigator.prototype.onLine',
      'get Document.prototype.visibilityState',
      'get Document.prototype.prerendering',
      'get Event.prototype.type',
    ],
  }),
);

inEveryEngine('after the package has loaded, a page that plants accessors on Object.prototype', (tools) =>
  staysTheSame(tools, {
    sabotage: plantAll,
    control: 'set Object.prototype.0',
    topics: [...TOPICS, 'reconnecting', ...IN_WORKERS],
    accepted: OF_ERRORS,
  }),
);

inEveryEngine(
  'after the hub has loaded, a page that plants accessors on Object.prototype, and gives no worker',
  (tools) =>
    staysTheSame(tools, {
      sabotage: plantAll,
      control: 'set Object.prototype.0',
      topics: IN_PAGE,
      accepted: OF_ERRORS,
    }),
);

/** What descriptors, arrays and iterators' results are asked for, and what the package's own objects hold. */
function plantAll() {
  plantTraps([
    'get',
    'set',
    'value',
    'writable',
    'enumerable',
    'configurable',
    'done',
    'next',
    'return',
    'length',
    '0',
    '1',
    '2',
    '3',
    '4',
    '5',
    'code',
    'reason',
    'wasClean',
    'handle',
    '__wbg_ptr',
  ]);
}

/**
 * Defines the tests of a page that runs `sabotage`. `control` is what a careless function would call there, `accepted`
 * what the package may call.
 */
function staysTheSame({ visit, echoUrl }, { sabotage, control, accepted, topics = TOPICS }) {
  let found;
  before(async () => {
    const files = { ...PAGE.files, '/sabotage.js': `export const sabotage = ${sabotage};` };
    found = JSON.parse(await visit({ ...PAGE, files }, runTwice, echoUrl().replace('/echo', ''), topics));
  });

  test('a spy notices who calls', () => {
    assert.deepEqual(
      found.control.map(({ name }) => name),
      [control],
    );
  });

  for (const topic of topics) {
    test(`the same happens as before: ${topic}`, () => {
      assert.deepEqual(found.after[topic], found.before[topic]);
    });
  }

  test('nothing of the page is called', () => {
    assert.deepEqual(
      found.calls.filter(({ name }) => !accepted.includes(name)),
      [],
    );
  });
}

async function runTwice(url, topics) {
  const entries = ['index', 'reconnecting', 'observe', 'shared', 'worker'].map(
    (name) => import(`/package/dist/${name}.js`),
  );
  const exports = Object.assign({}, ...(await Promise.all(entries)));
  const { careless } = await import('/package/dist/careless.js');
  const { sabotage } = await import('/sabotage.js');
  const { stringify } = JSON;
  const run = async () => {
    const logs = {};
    for (const topic of topics) logs[topic] = await session[topic](exports, url);
    return logs;
  };
  const before = await run();
  sabotage();
  const after = await run();
  const calls = spying.calls.splice(0);
  careless([]);
  // What reads the result may not survive what the page has become.
  return stringify({ before, after, calls, control: spying.calls });
}
