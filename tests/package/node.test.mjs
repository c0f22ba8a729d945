// The package in Node, where an app's server and its unit tests import it too.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { pack } from './packed.mjs';

describe('the package in Node', () => {
  let packed;
  before(() => {
    packed = pack();
  });
  after(() => packed.remove());

  test('can be required', () => {
    const names = ['WebSocket', 'default', 'drained', 'inspect', 'install', 'uninstall'];
    assert.deepEqual(
      run(
        'app.cjs',
        `
      const entry = require('websocket-wasm');
      console.log(JSON.stringify([Object.keys(entry).sort(), entry.default === entry.WebSocket, entry.WebSocket.OPEN]));
    `,
      ),
      [names, true, 1],
    );
  });

  test('can be imported', () => {
    const names = ['WebSocket', 'default', 'drained', 'inspect', 'install', 'uninstall'];
    assert.deepEqual(
      run(
        'app.mjs',
        `
      import * as entry from 'websocket-wasm';
      console.log(JSON.stringify([Object.keys(entry).sort(), entry.default === entry.WebSocket, entry.WebSocket.OPEN]));
    `,
      ),
      [names, true, 1],
    );
  });

  test('an entry that lacks something says so each time that it is required', () => {
    assert.deepEqual(
      run(
        'app.cjs',
        `
      delete globalThis.ReadableStream;
      const messages = [1, 2].map(() => {
        try {
          return Object.keys(require('websocket-wasm/stream'));
        } catch ({ message }) {
          return message;
        }
      });
      console.log(JSON.stringify(messages));
    `,
      ),
      ['websocket-wasm: this runtime has no ReadableStream.', 'websocket-wasm: this runtime has no ReadableStream.'],
    );
  });

  for (const [file, load] of Object.entries({
    'auto.cjs': "require('websocket-wasm/auto')",
    'auto.mjs': "import 'websocket-wasm/auto'",
  })) {
    test(`is put on the global by ${load}`, () => {
      writeFileSync(join(packed.project, 'host.cjs'), 'globalThis.WebSocket ??= class {};');
      assert.deepEqual(
        run(
          file,
          `
        ${file.endsWith('.cjs') ? "require('./host.cjs')" : "import './host.cjs'"};
        ${load};
        console.log(JSON.stringify([WebSocket.name, Object.getPrototypeOf(WebSocket) === EventTarget]));
      `,
        ),
        ['WebSocket', true],
      );
    });
  }

  test('says that there is no class to connect with, if Node has none', () => {
    const { name, message } = run(
      'connect.cjs',
      `
      delete globalThis.WebSocket;
      const { WebSocket } = require('websocket-wasm');
      try {
        new WebSocket('ws://127.0.0.1:9/');
      } catch ({ name, message }) {
        console.log(JSON.stringify({ name, message }));
      }
    `,
    );
    assert.equal(name, 'TypeError');
    assert.match(message, /no WebSocket: give one to wrapHost\(\)/);
  });

  test('names the cause if there is too little address space, also in the entries with a core of their own', () => {
    // In KiB: for no instance, one, and two; each takes some 10 GiB of addresses.
    for (const [limit, refused] of [
      [4e6, ['index', 'reconnecting', 'stream']],
      [12e6, ['reconnecting', 'stream']],
      [24e6, ['stream']],
    ]) {
      writeFileSync(
        join(packed.project, 'memory.mjs'),
        `
        const refused = [];
        for (const name of ['index', 'reconnecting', 'stream']) {
          await import('./node_modules/websocket-wasm/dist/' + name + '.node.js').catch(({ message }) => refused.push([name, message]));
        }
        console.log(JSON.stringify(refused));
      `,
      );
      const { stdout } = spawnSync('sh', ['-c', `ulimit -v ${limit}; exec "${process.execPath}" memory.mjs`], {
        cwd: packed.project,
        encoding: 'utf8',
      });
      const found = JSON.parse(stdout);
      assert.deepEqual(
        found.map(([name]) => name),
        refused,
      );
      for (const [, message] of found) assert.match(message, /^websocket-wasm: there is too little memory/);
    }
  });

  function run(file, program) {
    writeFileSync(join(packed.project, file), program);
    const { stdout, stderr } = spawnSync(process.execPath, [join(packed.project, file)], { encoding: 'utf8' });
    // Node shows the line of an uncaught error: here, all of a minified file.
    assert.equal(stderr.slice(-1000), '');
    return JSON.parse(stdout);
  }
});
