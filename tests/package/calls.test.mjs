// What a message costs: how often JavaScript calls into the wasm for it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countCalls } from './calls_page.mjs';
import { inEveryEngine } from './pages.mjs';

const MESSAGES = 50;

inEveryEngine('calls into the wasm', ({ visit, echoUrl }) => {
  const kinds = {
    text: () => 'hello ü',
    'a typed array': () => new Uint8Array(16),
    'an ArrayBuffer': () => new ArrayBuffer(16),
    'a DataView': () => new DataView(new ArrayBuffer(16)),
  };
  for (const [kind, make] of Object.entries(kinds)) {
    for (const { isInspected, expected } of [
      { isInspected: false, expected: [1, 0] },
      { isInspected: true, expected: [1, 0] },
    ]) {
      test(`are ${expected.join(' and ')} for sending and receiving ${kind}${isInspected ? ' with an inspector' : ''}`, async () => {
        const page = { scripts: [countCalls], files: { '/make.js': `export const make = ${make};` } };
        const found = await visit(
          page,
          async (url, messages, isInspected) => {
            const { WebSocket, inspect } = await import('/package/dist/index.js');
            const { make } = await import('/make.js');
            const socket = new WebSocket(url);
            socket.binaryType = 'arraybuffer';
            if (isInspected) inspect(socket);
            await next(socket, 'open');

            const before = calls;
            for (let i = 0; i < messages; i += 1) socket.send(make());
            const sending = calls - before;

            let received = 0;
            await new Promise((resolve) => {
              socket.onmessage = ({ data }) => {
                if (data) received += 1;
                if (received === messages) resolve();
              };
            });
            return { connecting: before, sending, receiving: calls - before - sending };
          },
          echoUrl(),
          MESSAGES,
          isInspected,
        );
        assert.notEqual(found.connecting, 0, 'nothing was counted');
        assert.deepEqual(
          [found.sending, found.receiving],
          expected.map((perMessage) => perMessage * MESSAGES),
        );
      });
    }
  }
});
