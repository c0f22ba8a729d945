// The class in runtimes that are not browsers: which class it connects through, and that there is one class in a process.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { promisify } from 'node:util';
import * as workers from 'node:worker_threads';
import { ARGUMENTS, programOf } from '../conformance/runtimes.mjs';
import { pack } from './packed.mjs';

const run = promisify(execFile);
/** This Node, which may be older than the one among the runtimes, and those. */
const RUNTIMES = { 'this Node': { program: () => process.execPath, args: [] } };
for (const [name, args] of Object.entries(ARGUMENTS)) RUNTIMES[name] = { program: () => programOf(name), args };

/** The addresses to which the three classes of the package connect. */
const ALL = ['ws://plain.test/', 'ws://reconnecting.test/', 'ws://stream.test/'];

/**
 * What structuredClone does with an object of ours, and with what has it. A script can mark an object for Node to refuse it, from 22.10
 * on. Deno looks no deeper than its argument, and clones the rest as objects of JavaScript, as an older Node does.
 */
const cloneOutcomes = (name) => [
  name === 'this Node' && !workers.markAsUncloneable ? 'cloned' : 'DataCloneError',
  name === 'deno' || (name === 'this Node' && !workers.markAsUncloneable) ? 'cloned' : 'DataCloneError',
];

for (const [name, { program, args }] of Object.entries(RUNTIMES)) {
  describe(`in ${name}`, () => {
    let packed;
    before(() => {
      packed = pack();
    });
    after(() => packed.remove());

    const inRuntime = (source, options) => runProgram(packed.project, { program: program(), args, ...options }, source);

    test('the class connects through what is on the global when a socket is made', async () => {
      assert.deepEqual(
        await inRuntime(`${IMPORTS}
        globalThis.WebSocket = Fake;
        await connectAll();
        globalThis.WebSocket = Other;
        new WebSocket('ws://other.test/');
        return { fake: Fake.urls, other: Other.urls };
      `),
        { fake: ALL, other: ['ws://other.test/'] },
      );
    });

    test('the class on the global connects through what was there, or what has taken its place', async () => {
      assert.deepEqual(
        await inRuntime(`${IMPORTS}
        globalThis.WebSocket = Fake;
        install();
        await connectAll();
        globalThis.WebSocket = Other;
        new WebSocket('ws://other.test/');
        return { fake: Fake.urls, other: Other.urls };
      `),
        { fake: ALL, other: ['ws://other.test/'] },
      );
    });

    const around = {
      'a Proxy': 'new Proxy(WebSocket, {})',
      'a Proxy that constructs later':
        'new Proxy(WebSocket, { construct: (Class, args, target) => { setTimeout(() => Reflect.construct(Class, args, target)); return {}; } })',
      'a subclass': 'class extends WebSocket {}',
      'a function': 'function (...args) { return new ours(...args); }',
    };
    for (const [what, source] of Object.entries(around)) {
      test(`${what} around the class on the global is no host of it`, async () => {
        assert.deepEqual(
          await inRuntime(`${IMPORTS}
          globalThis.WebSocket = Fake;
          install();
          const ours = globalThis.WebSocket;
          globalThis.WebSocket = ${source};
          new globalThis.WebSocket('ws://once.test/');
          await new Promise((resolve) => setTimeout(resolve));
          return Fake.urls;
        `),
          ['ws://once.test/'],
        );
      });
    }

    const orders = {
      'before every other entry, which are ES modules': `
        wrapHost(Fake);
        await import('websocket-wasm'); await import('websocket-wasm/reconnecting'); await import('websocket-wasm/stream');`,
      'before every other entry, which are CommonJS modules': `
        wrapHost(Fake);
        require('websocket-wasm'); require('websocket-wasm/reconnecting'); require('websocket-wasm/stream');`,
      'from CommonJS, before all ES modules':
        "require('websocket-wasm/wrap-host').wrapHost(Fake); await import('websocket-wasm');",
      'after the root entry': "await import('websocket-wasm'); wrapHost(Fake);",
      'with the class of this package, and then with another':
        "wrapHost(require('websocket-wasm').WebSocket); wrapHost(Fake);",
    };
    for (const [order, source] of Object.entries(orders)) {
      test(`a host that was chosen stays: ${order}`, async () => {
        assert.deepEqual(
          await inRuntime(`${TOOLS}
          const { wrapHost } = await import('websocket-wasm/wrap-host');
          globalThis.WebSocket = Other;
          ${source}
          const { WebSocket } = await import('websocket-wasm');
          await connectAll(WebSocket);
          return { fake: Fake.urls, other: Other.urls };
        `),
          { fake: ALL, other: [] },
        );
      });
    }

    test('an absolute URL needs no base, also if what is taken for one is no URL', async () => {
      assert.deepEqual(
        await inRuntime(`${TOOLS}
        Object.defineProperty(globalThis, 'location', { value: { href: 'no URL' }, configurable: true });
        globalThis.WebSocket = Fake;
        const { WebSocket } = await import('websocket-wasm');
        await connectAll(WebSocket);
        return [Fake.urls, messageOf(() => new WebSocket('relative'))];
      `),
        [ALL, 'SyntaxError: The URL relative is not valid.'],
      );
    });

    test('ES modules and CommonJS modules have one class', async () => {
      assert.deepEqual(
        await inRuntime(`${TOOLS}
        globalThis.WebSocket = Fake;
        require('websocket-wasm/auto');
        const [root, reconnecting, stream] = [await import('websocket-wasm'), await import('websocket-wasm/reconnecting'), await import('websocket-wasm/stream')];
        const socket = new globalThis.WebSocket('ws://one.test/');
        await root.drained(socket);
        return [
          root.WebSocket === globalThis.WebSocket, root.WebSocket === require('websocket-wasm').default, root.default === root.WebSocket,
          reconnecting.default === require('websocket-wasm/reconnecting').ReconnectingWebSocket,
          stream.default === require('websocket-wasm/stream').WebSocketStream, root.inspect(socket).snapshot().url, Fake.urls,
        ];
      `),
        [true, true, true, true, true, 'ws://one.test/', ['ws://one.test/']],
      );
    });

    test(`structuredClone of the package's objects: ${cloneOutcomes(name).join(', nested ')}`, async () => {
      const found = await inRuntime(`${IMPORTS}
        globalThis.WebSocket = Fake;
        const { inspect, default: ReconnectingWebSocket } = { ...await import('websocket-wasm'), ...await import('websocket-wasm/reconnecting') };
        const { WebSocketStream } = await import('websocket-wasm/stream');
        const [plain, reconnecting] = [new WebSocket('ws://plain.test/'), new ReconnectingWebSocket('ws://reconnecting.test/')];
        const objects = [plain, reconnecting, new WebSocketStream('ws://stream.test/'), inspect(plain), inspect(reconnecting)];
        const outcomeOf = (value) => {
          try {
            structuredClone(value);
            return 'cloned';
          } catch ({ name }) {
            return name;
          }
        };
        return objects.map((object) => [outcomeOf(object), outcomeOf({ nested: [object] })]);
      `);
      assert.deepEqual(found, Array(5).fill(cloneOutcomes(name)));
    });

    test('the automatic entry leaves a global without WebSocket as it is, and says so once', async () => {
      const found = await inRuntime(`${TOOLS}
        const warnings = [];
        console.warn = (text) => warnings.push(text);
        delete globalThis.WebSocket;
        await import('websocket-wasm/auto');
        const { WebSocket, install } = await import('websocket-wasm');
        const isThere = 'WebSocket' in globalThis;
        const message = messageOf(() => new WebSocket('ws://nowhere.test/'));
        globalThis.WebSocket = Fake;
        new WebSocket('ws://now.test/');
        return { isThere, warnings, message, now: Fake.urls };
      `);
      assert.match(found.message, /^TypeError: This runtime has no WebSocket: give one to wrapHost\(\)/);
      assert.match(found.warnings.join('\n'), /^This runtime has no WebSocket: .* The global stays as it is\.$/);
      assert.deepEqual(
        { ...found, message: '', warnings: [] },
        { isThere: false, message: '', warnings: [], now: ['ws://now.test/'] },
      );
    });

    test('the automatic entry takes a host that was chosen, if there is none', async () => {
      assert.deepEqual(
        await inRuntime(`${TOOLS}
        delete globalThis.WebSocket;
        const { wrapHost } = await import('websocket-wasm/wrap-host');
        const ours = wrapHost(Fake);
        await import('websocket-wasm/auto');
        new globalThis.WebSocket('ws://chosen.test/');
        return [globalThis.WebSocket === ours, Fake.urls];
      `),
        [true, ['ws://chosen.test/']],
      );
    });
  });
}

describe('what Node loads before a program', () => {
  let packed;
  before(() => {
    packed = pack();
  });
  after(() => packed.remove());

  for (const option of ['-r', '--import']) {
    test(`has the class that the program imports: ${option}`, async () => {
      writeFileSync(
        join(packed.project, 'host.cjs'),
        'globalThis.WebSocket = class { constructor(url) { this.url = url; } bufferedAmount = 0; };',
      );
      const args = ['-r', './host.cjs', option, 'websocket-wasm/auto'];
      assert.deepEqual(
        await runProgram(
          packed.project,
          { program: process.execPath, args },
          `
        const { drained, WebSocket } = await import('websocket-wasm');
        await drained(new globalThis.WebSocket('ws://one.test/'));
        return WebSocket === globalThis.WebSocket;
      `,
        ),
        true,
      );
    });
  }
});

/** What an async function of this text returns in a runtime. */
async function runProgram(project, { program, args }, source) {
  const file = `program-${programs++}.mjs`;
  writeFileSync(
    join(project, 'package.json'),
    JSON.stringify({ private: true, dependencies: { 'websocket-wasm': '*' } }),
  );
  writeFileSync(
    join(project, file),
    `console.log(JSON.stringify(await (async () => {${source}})()));\nprocess.exit();`,
  );
  const { stdout, stderr } = await run(program, [...args, file], { cwd: project, timeout: 20_000 });
  assert.equal(stderr.slice(-1000), '');
  return JSON.parse(stdout);
}

let programs = 0;

const TOOLS = `
  const { createRequire } = await import('node:module');
  const require = createRequire(import.meta.url);
  class Fake {
    static urls = [];
    readyState = 0;
    bufferedAmount = 0;
    protocol = '';
    extensions = '';
    constructor(url) { new.target.urls.push(url); }
    send() {}
    close() {}
  }
  class Other extends Fake { static urls = []; }
  const messageOf = (act) => {
    try {
      act();
      return '';
    } catch (error) {
      return String(error);
    }
  };
  const connectAll = async (WebSocket) => {
    const { default: ReconnectingWebSocket } = await import('websocket-wasm/reconnecting');
    const { WebSocketStream } = await import('websocket-wasm/stream');
    new WebSocket('ws://plain.test/');
    new ReconnectingWebSocket('ws://reconnecting.test/');
    await null;
    new WebSocketStream('ws://stream.test/');
  };
`;

const IMPORTS = `${TOOLS.replace('connectAll = async (WebSocket)', 'connectAll = async ()')}
  const { WebSocket, install } = await import('websocket-wasm');
  await import('websocket-wasm/reconnecting');
  await import('websocket-wasm/stream');
`;
