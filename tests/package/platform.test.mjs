// A platform that is not what it should be when the package is loaded: everything that the package uses of it is missing, replaced
// or fixed, one after the other, and every entry is loaded.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { ROOT } from '../../scripts/lib/run.mjs';
import { pack } from './packed.mjs';
import { classesWithoutConstructor } from './platform/classes.mjs';
import { readsOfPlatform } from './platform/globals.mjs';
import { replaceableIn } from './platform/replaceable.mjs';

const ROOMS = readdirSync(join(ROOT, 'src'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);
const SWEEP = fileURLToPath(new URL('platform/sweep.mjs', import.meta.url));
const run = promisify(execFile);
/** Entries that put something on the global: they never throw. */
const QUIET = /^auto|\.global\.js$/;
/** What the package cannot change: `[change, entry, reason]`. */
const EXCEPTIONS = [
  [/^Object\b/, /\.cjs$/, 'a module that was compiled to CommonJS begins with functions of Object'],
  [/^WebSocket(\.| is a function)/, /./, 'hosts have tests of their own'],
  [/^EventTarget is a function/, /./, "a page's own subclasses would not be event targets either"],
  [
    /^AbortSignal\.prototype\.aborted is missing/,
    /^(index|reconnecting)/,
    'a signal that does not tell whether it is aborted is refused, with an error that says so',
  ],
  [/^Blob is missing/, /^index/, 'without the class nothing tells a Blob from another object'],
];

/** What modules may read otherwise than by captured.js: `[line of the scan, reason]`. */
const READS = [
  [/^platform\/(captured|clock|page_clock)\.js: globalThis$/, 'they are what reads it'],
  [/: (Infinity|NaN)$/, 'no page can change it'],
  [
    /^(class\/install|host\/layers|package\/(namespace|own-host|stream\.global))\.js: globalThis$/,
    'they look at, or change, what is on the global now',
  ],
  [
    /^reconnecting\/surroundings\.js: (globalThis|document\?\.(prerendering|visibilityState)|navigator\?\.onLine)$/,
    'they listen to it; a page that reports its state has it',
  ],
  [/^shared\/life\.js: (globalThis|document\?\.visibilityState)$/, 'the same for a tab'],
  [/^package\/shared\.worker\.js: globalThis$/, 'the script of a worker listens to it'],
  [/^package\/devtools\.js: (document|Object)$/, 'it changes the page, when it is asked to'],
  [/^class\/options\.js: document\?\.prerendering$/, 'it changes when the page is activated'],
  [/^reconnecting\/zone\.js: (globalThis|EventTarget\.prototype)$/, 'zone.js may be loaded later'],
  [/^host\/host\.js: location\?\.href$/, 'it changes when the page navigates'],
  [/^host\/ring\.js: URL\.(create|revoke)ObjectURL$/, 'in a try: a page without has timers'],
  [
    /^convert\/utf8\.js: (String|(de|en)codeURIComponent|(un)?escape)$/,
    'for platforms without coders, when they are used',
  ],
  [/^platform\/warn\.js: console$/, 'a test replaces it; in a try'],
  [
    /^package\/external\.js: (URL|fetch)$/,
    'bundlers look for this URL, and tests replace fetch; by init(), not at import',
  ],
];

/** What functions may call by the page's own iterators and methods: `[line of the scan, reason]`. */
const CALLS = [
  [
    /^(class\/(class|shape)|reconnecting\/(class|handlers)|shared\/(class|handlers)|wrapped\/wrapped_events)\.js: (for |\.\.\.ATTRIBUTES|\[)/,
    'they shape a class, while the entry is loaded or a host is taken',
  ],
  [/^package\/(beside|failure|own-host|stream\.global)\.js: /, 'while the entry is loaded, or to say why it cannot be'],
  [/^package\/(devtools|external)\.js: /, 'they change the page, or load for it, when they are asked to'],
  [/^platform\/captured\.js: member\.toString$/, 'while the modules are evaluated'],
  [/^platform\/warn\.js: \.\.\.what$/, 'a test replaces the console; in a try'],
  [/^(shared|reconnecting)\/options\.js: \.\.\.value$/, 'a list of the page: its own iterator is asked for'],
  [/^reconnecting\/listeners\.js: \.\.\.arguments$/, 'too few arguments: it throws'],
  [/^shared\/room\.js: hub\.join$/, "the hub's own"],
  [
    /^(convert\/utf8|stream\/webidl)\.js: .*\.(charCodeAt|replace)$/,
    'for platforms without coders, and for a reason to close with',
  ],
  [/^wrapped\//, 'a host that a script has written is the page itself'],
  [/^reconnecting\/chosen_host\.js: \.\.\.before$/, 'the same for the class that a page has chosen'],
];

test('modules take what they use of the platform by captured.js', () => {
  const lines = readsOfPlatform(join(ROOT, 'src'), ROOMS);
  assert.deepEqual(
    lines.filter((line) => !READS.some(([allowed]) => allowed.test(line))),
    [],
  );
  assert.deepEqual(
    READS.filter(([allowed]) => !lines.some((line) => allowed.test(line))),
    [],
    'every exception is needed',
  );
});

test('functions of modules call nothing that a page can replace: no iterators of arrays, no methods of built-in objects', () => {
  const lines = replaceableIn(join(ROOT, 'src'), ROOMS);
  assert.deepEqual(
    lines.filter((line) => !CALLS.some(([allowed]) => allowed.test(line))),
    [],
  );
  assert.deepEqual(
    CALLS.filter(([allowed]) => !lines.some((line) => allowed.test(line))),
    [],
    'every exception is needed',
  );
});

test('each class that extends another has a constructor: in WebKit the default one calls the array iterator of the page', () => {
  assert.deepEqual(classesWithoutConstructor(join(ROOT, 'src'), ROOMS), []);
});

describe('on a platform in which', () => {
  let found;
  before(async () => {
    const packed = pack();
    try {
      const args = [
        '--experimental-vm-modules',
        '--no-warnings',
        SWEEP,
        join(packed.project, 'node_modules/websocket-wasm/dist'),
      ];
      found = JSON.parse((await run(process.execPath, args, { maxBuffer: 2 ** 26 })).stdout);
    } finally {
      packed.remove();
    }
  });
  after(() => {
    found = undefined;
  });

  test('nothing is changed, every entry can be loaded and does what it should', () => {
    for (const name of [
      'Blob',
      'EventTarget',
      'ReadableStreamDefaultController',
      'Reflect',
      'TextEncoder',
      'URL',
      'WebAssembly',
    ]) {
      assert.ok(found.names.includes(name), `${name} is among what the package uses`);
    }
    for (const { entry, thrown, warnings, isSame } of found.control.rows) {
      assert.deepEqual(
        { entry, thrown, warnings, isSame },
        { entry, thrown: undefined, warnings: [], isSame: !QUIET.test(entry) },
      );
    }
    const logOf = (name) => found.control.rows.find(({ entry }) => entry === name).log;
    assert.match(logOf('external.js')[0], /^Error: websocket-wasm: .*Await init\(\)/);
    const early = logOf('reconnecting.external.js').filter((line) => /before init\(\)/.test(line));
    assert.equal(early.length, 2, 'reconnect() and close() before init()');
    assert.deepEqual(logOf('reconnecting.js').slice(2), [3, 5, 'nothing thrown', 0, 'nothing thrown', 2]);
  });

  for (const [how, least] of Object.entries({
    missing: 100,
    'a subclass': 25,
    'a function around it': 25,
    fixed: 2,
    frozen: 1,
  })) {
    test(`something is ${how}, entries work or name it, and those that change the global leave it and say so once`, () => {
      const changes = found.results.filter(({ name }) => name.endsWith(`is ${how}`));
      assert.ok(changes.length >= least, `${changes.length} changes`);
      assert.deepEqual(changes.flatMap(problemsOf), []);
    });
  }

  function problemsOf({ name, global, member, rows }) {
    const control = member ? found.controlOfMembers : found.control;
    return rows.flatMap((row, index) => {
      const isExcepted = EXCEPTIONS.some(([change, entry]) => change.test(name) && entry.test(row.entry));
      return isExcepted || isRight(row, control.rows[index], global, member) ? [] : [{ name, ...row }];
    });
  }
});

function isRight(row, control, global, member) {
  if (JSON.stringify(row) === JSON.stringify(control)) return true;
  const { thrown, isSame, warnings } = row;
  const names = (text) => cause(global, member).test(text);
  if (QUIET.test(row.entry)) return thrown === undefined && isSame && warnings.length === 1 && names(warnings[0]);
  return names(thrown);
}

// A member that several classes inherit may be named by another of them; what a class is for may be named by a member of it.
const cause = (global, member) =>
  new RegExp(
    `^websocket-wasm: this runtime has no (${global}\\b|${member}\\b|\\w+\\.${member}\\b)|^(This runtime has no WebSocket:|globalThis\\.WebSocket cannot be replaced)`,
  );
