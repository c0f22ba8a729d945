// The constructor's option `targetAddressSpace`: how it is converted, and what the browser gets.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { engines } from '../support/browsers.mjs';
import { inEveryEngine } from './pages.mjs';

inEveryEngine('targetAddressSpace', ({ visit, echoUrl }) => {
  test('has to be a value of the enum', async () => {
    const found = await visit(
      {},
      async (url) => {
        const { WebSocket } = await import('/package/dist/index.js');
        const values = [
          'public',
          'local',
          'loopback',
          undefined,
          null,
          '',
          'Local',
          'unknown',
          Symbol('local'),
          'constructor',
        ];
        return values.map((targetAddressSpace) => {
          try {
            new WebSocket(url, { targetAddressSpace }).close();
            return 'made';
          } catch ({ name }) {
            return name;
          }
        });
      },
      echoUrl(),
    );
    assert.deepEqual(found, [...Array(4).fill('made'), ...Array(6).fill('TypeError')]);
  });

  test('changes nothing if the browser takes no dictionary', async () => {
    const found = await visit(
      {},
      async (url) => {
        const { WebSocket } = await import('/package/dist/index.js');
        const outcomes = [];
        for (const protocols of [[], ['alpha', 'beta']]) {
          const socket = new WebSocket(url, { protocols, targetAddressSpace: 'loopback' });
          await next(socket, 'open');
          outcomes.push(socket.protocol, socket instanceof WebSocket);
          socket.close();
        }
        return outcomes;
      },
      echoUrl(),
    );
    assert.deepEqual(found, ['', true, 'alpha', true]);
  });
});

// The flag with which Chromium 156 takes a dictionary. The server is at a loopback address.
if (engines().includes('chromium'))
  inEveryEngine(
    'targetAddressSpace in a browser that takes it',
    ({ engine, visit, echoUrl }) => {
      if (engine !== 'chromium') return;
      test('is handed on', async () => {
        const found = await visit(
          {},
          async (url) => {
            const { WebSocket } = await import('/package/dist/index.js');
            const outcomes = {};
            for (const [name, Class] of Object.entries({ native, ours: WebSocket })) {
              outcomes[name] = [];
              for (const targetAddressSpace of ['public', 'local', 'loopback', undefined]) {
                const socket = new Class(url, { protocols: ['alpha'], targetAddressSpace });
                const { type } = await Promise.race([next(socket, 'open'), next(socket, 'error')]);
                outcomes[name].push(`${type} ${socket.protocol}`);
                socket.close();
              }
            }
            return outcomes;
          },
          echoUrl(),
        );
        const outcomes = ['error ', 'error ', 'open alpha', 'open alpha'];
        assert.deepEqual(found, { native: outcomes, ours: outcomes });
      });
    },
    { browserOptions: { chromiumArgs: ['--enable-experimental-web-platform-features'] } },
  );
