// README and docs: every snippet compiles against the package as it is published, every example is as the folder has it, and every
// link leads somewhere.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { ROOT } from '../../scripts/lib/run.mjs';
import { SETTINGS } from '../../src/reconnecting/numbers.js';
import { pack } from './packed.mjs';

const COMPILER = join(ROOT, 'node_modules/typescript/bin/tsc');
const PAGES = ['README.md', ...readdirSync(join(ROOT, 'docs')).map((name) => `docs/${name}`)].filter((path) =>
  path.endsWith('.md'),
);
/** A file of the examples, in a page. */
const EXAMPLE = /^<!-- (examples\/\S+) -->\n```\w+\n(.*?)^```$/gms;
/** What snippets use without saying where it comes from: values of the reader's app, and what an earlier snippet has imported. */
const OF_THE_READER = `
  export {};
  declare global {
    const url: string, protocols: string[], file: File, chunk: ArrayBuffer, signal: AbortSignal;
    const socket: import('websocket-wasm').WebSocket;
    const WebSocketStream: typeof import('websocket-wasm/stream').WebSocketStream;
    const ReconnectingWebSocket: typeof import('websocket-wasm/reconnecting').default;
    const drained: typeof import('websocket-wasm').drained;
    const inspect: typeof import('websocket-wasm').inspect;
    const observe: typeof import('websocket-wasm/observe').observe;
    const websocketWasm: typeof import('websocket-wasm');
    function getToken(): Promise<string>;
    function importScripts(...urls: string[]): void;
    function show(...values: unknown[]): void;
    function showAway(attempt: number, delay: number): void;
    function showUnsent(message: string | ArrayBuffer | Blob): void;
  }
`;
/** Where README.md has figures of the proof, which `npm run proof` writes. */
const OF_THE_PROOF = /** @type {[RegExp, string, string, string][]} */ ([
  [/\[(\d+) items of the standard\]/, 'conformance', 'all', 'items'],
  [/\[(\d+) systems\]/, 'interop', 'all', 'systems'],
  [/in Chromium, (ours passes [^.]*)\./, 'wpt', 'all', 'Chromium'],
  [/In Firefox, (ours passes [^.]*)\./, 'wpt', 'all', 'Firefox'],
  [/In WebKit, (ours passes [^.]*)\./, 'wpt', 'all', 'WebKit'],
]);
const MODULES_OF_THE_READER = `
  declare module 'socket.io-client' { export function io(): unknown; }
  declare module '@playwright/test' { export const test: any; }
  declare module 'ws' { const ws: import('websocket-wasm/wrap-host').HostClass; export default ws; }
`;

describe('the snippets of', () => {
  let packed;
  before(() => {
    packed = pack();
  });
  after(() => packed.remove());

  for (const page of PAGES.filter((path) => snippetsOf(path).length)) {
    test(`${page} compile`, () => {
      const folder = join(packed.project, page.replaceAll(/\W/g, '-'));
      mkdirSync(folder);
      const names = snippetsOf(page).map((text, index) => {
        const name = `snippet-${index + 1}.js`;
        writeFileSync(join(folder, name), `${text}\nexport {};\n`);
        return name;
      });
      writeFileSync(join(folder, 'reader.d.ts'), OF_THE_READER);
      writeFileSync(join(folder, 'modules.d.ts'), MODULES_OF_THE_READER);
      const compilerOptions = {
        allowJs: true,
        checkJs: true,
        noImplicitAny: false,
        noEmit: true,
        module: 'esnext',
        moduleResolution: 'bundler',
        target: 'es2024',
        lib: ['es2024', 'dom', 'dom.iterable', 'dom.asynciterable'],
        types: [],
      };
      writeFileSync(
        join(folder, 'tsconfig.json'),
        JSON.stringify({ compilerOptions, files: ['reader.d.ts', 'modules.d.ts', ...names] }),
      );
      const { status, stdout } = spawnSync(process.execPath, [COMPILER, '-p', folder], { encoding: 'utf8' });
      assert.equal(stdout, '');
      assert.equal(status, 0);
    });
  }
});

for (const page of PAGES.filter((path) => [...read(path).matchAll(EXAMPLE)].length)) {
  test(`the examples in ${page} are those of the folder`, () => {
    for (const [, path, text] of read(page).matchAll(EXAMPLE)) assert.equal(text, read(path), path);
  });
}

for (const page of [...PAGES, ...examples(), 'CONTRIBUTING.md', 'SECURITY.md', 'tests/README.md'].filter((path) =>
  existsSync(join(ROOT, path)),
)) {
  test(`the links of ${page} lead somewhere`, () => {
    const broken = [...read(page).matchAll(/\]\((?!https?:)([^)\s]+)\)/g)]
      .map(([, link]) => link)
      .filter((link) => !leadsSomewhere(page, link));
    assert.deepEqual(broken, []);
  });
}

test('the figures of README.md are those of the proof', () => {
  const text = read('README.md').replaceAll('\n', ' ');
  for (const [pattern, proof, part, figure] of OF_THE_PROOF) {
    const { figures } = JSON.parse(read(`tests/proof/results/${proof}.json`))[part];
    assert.equal(pattern.exec(text)?.[1], String(figures[figure]), `${proof}: ${figure}`);
  }
});

for (const [head, report] of [
  [/^\| server away (?:.*\n\|)+.*$/m, 'benches/reconnecting.md'],
  [/^\| what happens (?:.*\n\|)+.*$/m, 'benches/reconnecting_million.md'],
]) {
  test(`a table of docs/reconnecting.md is that of ${report}; UPDATE_FIGURES=1 copies it`, () => {
    const tableOf = (page) => head.exec(read(page))[0];
    const [page, figures] = ['docs/reconnecting.md', tableOf(report)];
    if (process.env.UPDATE_FIGURES)
      writeFileSync(
        join(ROOT, page),
        read(page).replace(tableOf(page), () => figures),
      );
    assert.equal(tableOf(page), figures);
  });
}

test('the defaults that the docs and the types tell are those of numbers.js', () => {
  const row = (name) =>
    new RegExp(`^\\| \`${name}\` \\| ([\\d,.]+)(?: ms)? \\|`, 'm').exec(read('docs/reconnecting.md'))?.[1];
  const type = (name) =>
    new RegExp(`Default: ([\\d,.]*\\d)[^\\n]*\\n  ${name}\\?:`).exec(read('src/package/reconnecting.d.ts'))?.[1];
  for (const name of ['firstDelay', 'growth', 'maxDelay', 'jitter', 'stableTime', 'returnJitter'])
    for (const told of [row(name), type(name)])
      assert.equal(Number(told?.replaceAll(',', '')), SETTINGS[name][1], name);
});

test('README.md has at most 150 lines', () => {
  assert.ok(read('README.md').trimEnd().split('\n').length <= 150);
});

function examples() {
  const folders = readdirSync(join(ROOT, 'examples'), { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const pages = folders.map(({ name }) => `examples/${name}/README.md`);
  return ['examples/README.md', ...pages.filter((page) => existsSync(join(ROOT, page)))];
}

function read(path) {
  return readFileSync(join(ROOT, path), 'utf8');
}

/** What a reader copies; examples are run by tests of their own. */
function snippetsOf(page) {
  return [
    ...read(page)
      .replaceAll(EXAMPLE, '')
      .matchAll(/^```js\n(.*?)^```$/gms),
  ].map(([, text]) => text);
}

function leadsSomewhere(page, link) {
  const [path, anchor] = link.split('#');
  const file = path ? resolve(ROOT, dirname(page), path) : join(ROOT, page);
  if (!existsSync(file)) return false;
  return !anchor || headingsOf(readFileSync(file, 'utf8')).includes(anchor);
}

/** The anchors of a page, as GitHub and npm make them of its headings. */
function headingsOf(text) {
  return [...text.matchAll(/^#+ (.*)$/gm)].map(([, title]) =>
    title
      .toLowerCase()
      .replaceAll(/[^\w\- ]/g, '')
      .replaceAll(' ', '-'),
  );
}
