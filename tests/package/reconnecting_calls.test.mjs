// What a message of a ReconnectingWebSocket costs: how often JavaScript calls into the wasm for it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countCalls } from './calls_page.mjs';
import { inEveryEngine } from './pages.mjs';

const MESSAGES = 200;
/** The connection's own: `readyState`, what `send()` of the plain class asks, and now and then `bufferedAmount`. */
const TO_SEND = 2 + 1 / 16;
/** The first message after a pause has a look at the buffer set. */
const TO_SET_A_LOOK = 2;

inEveryEngine('calls into the wasm for a ReconnectingWebSocket', ({ visit, echoUrl }) => {
  for (const options of [{}, { hasHeartbeat: true }, { isBinary: true }]) {
    const what = `${options.isBinary ? 'buffers' : 'texts'} ${options.hasHeartbeat ? 'with' : 'without'} a heartbeat`;
    test(`are none for receiving, and few for sending ${what}`, async () => {
      const found = await visit({ scripts: [countCalls] }, countExchange, echoUrl(), MESSAGES, options);
      assert.notEqual(found.connecting, 0, 'nothing was counted');
      assert.equal(found.receiving, 0);
      assert.ok(found.sending <= TO_SEND * MESSAGES + TO_SET_A_LOOK, `${found.sending} calls`);
    });
  }
});

async function countExchange(url, messages, { hasHeartbeat, isBinary }) {
  const { ReconnectingWebSocket } = await import('/package/dist/reconnecting.js');
  const heartbeat = hasHeartbeat ? { interval: 60_000, payload: () => 'ping' } : undefined;
  const socket = new ReconnectingWebSocket(url, { heartbeat });
  await next(socket, 'open');
  const message = isBinary ? new Uint8Array(8) : 'hello ü';
  const before = calls;
  for (let index = 0; index < messages; index += 1) socket.send(message);
  const sending = calls - before;

  let received = 0;
  await new Promise((resolve) => {
    socket.onmessage = ({ data }) => {
      if (data) received += 1;
      if (received === messages) resolve();
    };
  });
  return { connecting: before, sending, receiving: calls - before - sending };
}
