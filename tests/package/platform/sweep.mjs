// Run by platform.test.mjs with `node --experimental-vm-modules sweep.mjs DIST`: imports every entry in a realm of its own for
// each change to what the package uses of the platform, and writes what came of it as JSON.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import vm from 'node:vm';
import { changesTo } from './changes.mjs';
import { exercise } from './exercise.mjs';
import { HOST } from './host.mjs';

const [dist] = process.argv.slice(2);
const sources = Object.fromEntries(
  readdirSync(dist)
    .filter((file) => /js$/.test(file))
    .map((file) => [file, readFileSync(join(dist, file), 'utf8')]),
);
// `/external` is fetched by most: here it is given its bytes.
const wasm = readFileSync(join(dist, 'websocket_wasm.wasm'));

const ES_MODULES = ['index.js', 'wrap-host.js', 'reconnecting.js', 'stream.js', 'observe.js'];
const EXTERNAL = ['external.js', 'observe.external.js', 'reconnecting.external.js', 'stream.external.js'];
const COMMONJS = ['index.cjs', 'wrap-host.cjs', 'reconnecting.cjs', 'stream.cjs', 'observe.cjs'];
const COMMONJS_OF_NODE = ['index.node.cjs', 'wrap-host.cjs', 'reconnecting.node.cjs', 'stream.node.cjs'];
/** Entries that are loaded into one realm, so that they share the core. Those of the last step put classes on the global. */
const LOADS = [
  { load: loadModules, entries: ES_MODULES },
  { load: loadModules, entries: EXTERNAL },
  { load: loadModules, entries: ['auto.js'] },
  { load: loadCommonJs, entries: COMMONJS },
  { load: loadCommonJs, entries: ['auto.cjs'] },
  { load: loadCommonJs, entries: COMMONJS_OF_NODE },
  { load: loadCommonJs, entries: ['auto.node.cjs'] },
  { load: loadScripts, entries: ['auto.global.js'] },
  { load: loadScripts, entries: ['stream.global.js'] },
  { load: loadScripts, entries: ['reconnecting.global.js'] },
];

/** A realm with what a page has of Node's globals, and a host. */
function newRealm() {
  const realm = vm.createContext({});
  const given = vm.runInContext('Object.getOwnPropertyNames(globalThis)', realm);
  const names = Object.getOwnPropertyNames(globalThis).filter(
    (name) =>
      !given.includes(name) && !['global', 'process', 'navigator', 'localStorage', 'sessionStorage'].includes(name),
  );
  for (const name of names)
    Object.defineProperty(realm, name, { value: globalThis[name], writable: true, configurable: true });
  const warnings = [];
  realm.console = { warn: (text) => warnings.push(text) };
  for (const script of HOST) vm.runInContext(`(${script})()`, realm);
  return { realm, warnings };
}

async function loadModules(realm, entries) {
  const modules = new Map();
  const moduleOf = (file) => {
    if (!modules.has(file))
      modules.set(
        file,
        new vm.SourceTextModule(sources[file], {
          context: realm,
          identifier: file,
          initializeImportMeta: (meta) => {
            meta.url = `file:///${file}`;
          },
        }),
      );
    return modules.get(file);
  };
  for (const entry of entries) {
    // An entry may have been linked as a part of another.
    if (moduleOf(entry).status === 'unlinked') await moduleOf(entry).link((specifier) => moduleOf(basename(specifier)));
  }
  return (entry) => {
    const module = moduleOf(entry);
    module.evaluate().catch(() => {});
    if (module.status === 'errored') throw module.error;
    return module.namespace;
  };
}

const scripts = new Map();
function scriptOf(file, wrap = (text) => text) {
  if (!scripts.has(file)) scripts.set(file, new vm.Script(wrap(sources[file]), { filename: file }));
  return scripts.get(file);
}

function loadCommonJs(realm) {
  const cache = new Map();
  const require = (specifier) => {
    const file = basename(specifier);
    if (!cache.has(file)) {
      const module = { exports: {} };
      cache.set(file, module);
      try {
        scriptOf(file, (text) => `(function (exports, require, module) { ${text}\n})`).runInContext(realm)(
          module.exports,
          require,
          module,
        );
      } catch (error) {
        cache.delete(file);
        throw error;
      }
    }
    return cache.get(file).exports;
  };
  return require;
}

function loadScripts(realm) {
  return (file) => scriptOf(file).runInContext(realm);
}

// Of the test, or of no package.
const OUR_OWN = ['globalThis', 'console', 'HostSocket'];
// Its methods are called as any script calls them.
const NOT_CAPTURED = ['Array'];
process.on('unhandledRejection', () => {});

/** What comes of one change in the realms of all loads: a row for each entry. */
async function run({ name, global, member, change }) {
  const rows = [];
  // All formats have the same modules: one is enough for each member.
  for (const { load, entries } of LOADS.filter((one) => !member || one.load !== loadCommonJs)) {
    const { realm, warnings } = newRealm();
    const loadEntry = await load(realm, entries);
    const undo = change(realm);
    for (const entry of entries) rows.push(outcomeOf(entry, { realm, warnings, loadEntry }));
    undo?.();
  }
  return { name, global, member, rows };
}

function outcomeOf(entry, { realm, warnings, loadEntry }) {
  const before = stateOf(realm);
  const row = { entry, log: [] };
  try {
    const exports = loadEntry(entry);
    row.log = exercise(entry, exports, realm, wasm);
  } catch (error) {
    row.thrown = `${error?.message ?? error}`;
  }
  row.isSame = stateOf(realm).every((value, index) => value === before[index]);
  row.warnings = warnings.splice(0);
  return row;
}

const stateOf = (realm) =>
  ['WebSocket', 'websocketWasm', 'WebSocketStream', 'WebSocketError'].map((name) => realm[name]);

// What they read of the global while they are loaded and used, as a recording realm tells.
async function namesThatAreRead() {
  const read = new Set();
  await run({ name: '', change: (realm) => record(realm, read) });
  return [...read].filter((name) => !NOT_CAPTURED.includes(name));
}

function record(realm, read) {
  const names = [
    ...Object.getOwnPropertyNames(realm),
    ...vm.runInContext('Object.getOwnPropertyNames(globalThis)', realm),
  ];
  for (const name of new Set(names)) {
    const { value, writable, configurable } =
      Object.getOwnPropertyDescriptor(realm, name) ??
      vm.runInContext(`Object.getOwnPropertyDescriptor(globalThis, '${name}')`, realm);
    if (!configurable || !writable || OUR_OWN.includes(name)) continue;
    let current = value;
    const get = () => {
      read.add(name);
      return current;
    };
    const set = (next) => {
      current = next;
    };
    Object.defineProperty(realm, name, { get, set, configurable: true });
  }
}

const names = await namesThatAreRead();
const control = await run({ name: 'nothing', change: () => {} });
const controlOfMembers = await run({ name: 'nothing', member: true, change: () => {} });
const text = Object.values(sources).join('\n');
const results = [];
for (const change of changesTo(names, newRealm().realm, text)) results.push(await run(change));
writeFileSync(1, JSON.stringify({ names, control, controlOfMembers, results }));
// Timers of sockets would go on.
process.exit();
