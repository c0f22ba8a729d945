// observe(): how ends are told, that nothing changes for the page, and in Node.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { meaningOf } from '../../src/observe/meanings.js';
import { closeWords } from '../../www/src/model/close_words.js';
import { inNode } from './node_programs.mjs';
import { defineTools } from './observe_page.mjs';
import { inEveryEngine } from './pages.mjs';

inEveryEngine('an observer', ({ visit, echoUrl }) => {
  const run = (program) => visit({ scripts: [defineTools] }, program, echoUrl().replace('/echo', ''));

  test('tells once how a connection ended, whoever has ended it', async () => {
    const found = await run(async (server) => {
      const { observe, WebSocket: ours } = await load();
      const ends = [];
      const ATTEMPTS = [
        ['/refuse'],
        ['/close?code=3001&reason=bye'],
        // After a message: Firefox fires no `open` if the connection is gone by then.
        ['/drop?after=1'],
        // Some browsers open it, and we do not.
        ['/protocol', ['wanted']],
        ['/stall', { connectTimeout: 20 }],
        ['/no-close-answer', { closeTimeout: 20 }],
        ['/echo', { signal: AbortSignal.abort() }],
      ];
      for (const [target, ...args] of ATTEMPTS) {
        const { records, stop } = watch(observe);
        const socket = new ours(server + target, ...args);
        socket.onopen = () => {
          if (target === '/drop?after=1') socket.send('now');
          if (target === '/no-close-answer') socket.close();
        };
        await next(socket, 'close');
        await new Promise((resolve) => setTimeout(resolve));
        stop();
        ends.push([target, ...records.slice(1).map(({ type, code, meaning }) => (code ? `${code} ${meaning}` : type))]);
      }
      return ends;
    });
    assert.deepEqual(found, [
      ['/refuse', '1006 never opened'],
      ['/close?code=3001&reason=bye', 'opened', '3001 code of a library'],
      ['/drop?after=1', 'opened', 'message', '1006 connection lost'],
      ['/protocol', '1006 never opened'],
      ['/stall', '1006 never opened'],
      ['/no-close-answer', 'opened', '1006 connection lost'],
      ['/echo', '1006 never opened'],
    ]);
  });

  test('changes nothing for the page, whatever an observer does; what it throws is reported', async () => {
    const found = await run(async (server) => {
      const { observe, WebSocket: ours } = await load();
      const reported = [];
      addEventListener('error', (event) => {
        reported.push(event.error?.message);
        event.preventDefault();
      });
      const unobserved = await logOf(ours, server);
      const fail = ({ type, direction }) => {
        throw new Error(direction ?? type);
      };
      const observation = observe({ created: fail, opened: fail, sent: fail, received: fail, closed: fail });
      const observed = await logOf(ours, server);
      observation.stop();
      observe(
        { created: fail },
        {
          filter: () => {
            throw new Error('filter');
          },
        },
      );
      new ours(`${server}/echo`).close();
      return { unobserved, observed, reported };
    });
    assert.deepEqual(found.observed, found.unobserved);
    assert.notEqual(found.observed.length, 0);
    assert.deepEqual(found.reported, [
      'created',
      'opened',
      'sent',
      'received',
      'closed',
      'created',
      'closed',
      'filter',
    ]);
  });

  test('refuses arguments that it cannot convert, and stops at the end of a block', async () => {
    const found = await run(async () => {
      const { observe } = await load();
      const nameOf = (...args) => {
        try {
          observe(...args).stop();
          return 'taken';
        } catch ({ name, message }) {
          return `${name}: ${message}`;
        }
      };
      const observation = observe({});
      return [
        nameOf({ sent: 1 }),
        nameOf({}, { filter: 'x' }),
        nameOf({}, { sample: -1 }),
        nameOf(undefined, null),
        !Symbol.dispose || observation[Symbol.dispose] === observation.stop,
        Object.keys(observation),
      ];
    });
    assert.deepEqual(found, [
      'TypeError: observe(): sent must be a function.',
      'TypeError: observe(): filter must be a function.',
      'TypeError: sample must not be negative or NaN: -1 is.',
      'taken',
      true,
      ['stop'],
    ]);
  });
});

inNode('an observer', (program) => {
  const { resolve } = createRequire(import.meta.url);
  const ws = JSON.stringify(pathToFileURL(resolve('ws').replace('index.js', 'wrapper.mjs')).href);

  test('sees the sockets of a wrapped host, in both kinds of modules', async () => {
    const told = await program(`
      import { wrapHost } from 'websocket-wasm/wrap-host';
      import { observe } from 'websocket-wasm/observe';
      import { createRequire } from 'node:module';
      import { WebSocket as Theirs } from ${ws};
      const WebSocket = wrapHost(Theirs);
      const told = [];
      const tell = ({ type, direction, protocol, bytes, code }) => told.push([direction ?? type, protocol, bytes ?? code].join(' '));
      observe({ created: tell, opened: tell, sent: tell, received: tell, closed: tell });
      const socket = new WebSocket(url + '/echo', ['chat']);
      await next(socket, 'open');
      for (const data of ['hé', new Blob(['blob'])]) socket.send(data);
      await until(() => told.length === 6);
      socket.close(1000);
      await next(socket, 'close');
      return [told, createRequire(import.meta.url)('websocket-wasm/observe').observe === observe];
    `);
    assert.deepEqual(told, [
      [
        'created  ',
        'opened chat ',
        'sent chat 3',
        'sent chat 4',
        'received chat 3',
        'received chat 4',
        'closed chat 1000',
      ],
      true,
    ]);
  });
});

test('the meanings of close codes are those of the console', () => {
  const page = { isSecure: false, isOnline: true };
  for (let code = 1000; code < 5000; code += 1) {
    for (const wasOpen of [true, false]) {
      const { title } = closeWords(
        { code, reason: '', wasClean: false },
        { wasOpen, askedHere: false, url: 'ws://example.org/', page },
      );
      assert.equal(`${code}: ${meaningOf(code, wasOpen)}`, title);
    }
  }
});
