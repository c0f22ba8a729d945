// ReconnectingWebSocket in a page: memory of the page that was sent, and what `undelivered` has of it, with listeners and without.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inEveryEngine } from './pages.mjs';

/** What was sent, as it was then. */
const AS_SENT = ['ArrayBuffer 1,2,3,4', 'ArrayBuffer 2,3', 'ArrayBuffer 5,6,7,8'];
/** The buffer that was filled anew, the part of it, and the buffer that was transferred away. */
const AS_IT_IS = ['ArrayBuffer 9,9,9,9', 'ArrayBuffer 9,9', 'ArrayBuffer '];

/** By what the page does: what an `undelivered` event has of each. The functions get the socket, `listen()` and `send()`. */
const PROGRAMS = {
  'a listener that was there': {
    program({ listen, send }) {
      listen();
      send();
    },
    data: AS_SENT,
  },
  'a handler that was there': {
    program({ socket, hear, send }) {
      socket.onundelivered = hear;
      send();
    },
    data: AS_SENT,
  },
  'a listener that captures': {
    program({ socket, hear, send }) {
      socket.addEventListener('undelivered', hear, { capture: true });
      send();
    },
    data: AS_SENT,
  },
  'a listener that is called once, and was not yet': {
    program({ socket, hear, send }) {
      socket.addEventListener('undelivered', hear, { once: true });
      send();
    },
    data: AS_SENT,
  },
  'a listener that was added later': {
    program({ listen, send }) {
      send();
      listen();
    },
    data: AS_IT_IS,
  },
  'a listener that was called once before': {
    program({ socket, listen, send }) {
      socket.addEventListener('undelivered', () => {}, { once: true });
      socket.dispatchEvent(new Event('undelivered'));
      send();
      listen();
    },
    data: AS_IT_IS,
  },
  'a listener that was removed meanwhile': {
    program({ socket, listen, hear, send }) {
      listen();
      socket.removeEventListener('undelivered', hear);
      send();
      listen();
    },
    data: AS_IT_IS,
  },
  'a listener whose signal was aborted meanwhile': {
    program({ socket, listen, send }) {
      const controller = new AbortController();
      socket.addEventListener('undelivered', () => {}, { signal: controller.signal });
      controller.abort();
      send();
      listen();
    },
    data: AS_IT_IS,
  },
  'a handler that was null meanwhile': {
    program({ socket, hear, send }) {
      socket.onundelivered = () => {};
      socket.onundelivered = null;
      send();
      socket.onundelivered = hear;
    },
    data: AS_IT_IS,
  },
};
const SOURCE = `export const programs = {${Object.entries(PROGRAMS).map(([name, { program }]) => `${JSON.stringify(name)}: { ${program} }.program`)}};`;

inEveryEngine('ReconnectingWebSocket', ({ visit }) => {
  for (const [name, { data }] of Object.entries(PROGRAMS)) {
    test(`tells ${name} of the page's memory ${data === AS_SENT ? 'as it was sent' : 'as it is'}, and of its bytes then`, async () => {
      const found = await visit({ scripts: [stalledClass], files: { '/programs.js': SOURCE } }, loseMemory, name);
      assert.deepEqual(found, { sent: AS_SENT, data, messages: 3, bytes: 10, counted: { messages: 3, bytes: 10 } });
    });
  }

  test('tells a listener that was added later of memory that has grown as empty', async () => {
    const found = await visit({ scripts: [stalledClass] }, async () => {
      const { socket, lose } = await stalledSocket();
      const memory = new WebAssembly.Memory({ initial: 1 });
      socket.send(new Uint8Array(memory.buffer, 8, 100));
      memory.grow(1);
      const lost = next(socket, 'undelivered');
      lose();
      const { data, bytes } = await lost;
      return [data.map(describe), bytes, socket.undelivered.bytes];
    });
    assert.deepEqual(found, [['ArrayBuffer '], 100, 100]);
  });

  test('copies what waits for a connection at once', async () => {
    const found = await visit({ scripts: [stalledClass] }, async () => {
      const { socket } = await stalledSocket({ startClosed: true });
      const bytes = new Uint8Array([1, 2]);
      socket.send(bytes);
      bytes.fill(9);
      const lost = next(socket, 'undelivered');
      socket.send(bytes.buffer);
      structuredClone(bytes.buffer, { transfer: [bytes.buffer] });
      socket.close();
      return (await lost).data.map(describe);
    });
    assert.deepEqual(found, ['ArrayBuffer 1,2', 'ArrayBuffer 9,9']);
  });

  test('converts other values once, before it looks at its state', async () => {
    const found = await visit({ scripts: [stalledClass] }, async () => {
      const { socket, sent, lose } = await stalledSocket();
      let calls = 0;
      const lost = next(socket, 'undelivered');
      for (const value of ['a', 'b']) socket.send({ toString: () => `${value}${(calls += 1)}` });
      const ending = {
        toString() {
          socket.close();
          return 'late';
        },
      };
      socket.send(ending);
      lose();
      return [sent, calls, (await lost).data, socket.bufferedAmount];
    });
    assert.deepEqual(found, [['a1', 'b2'], 2, ['a1', 'b2'], 8]);
  });

  test('refuses shared and resizable memory in every state, as the plain class does', async () => {
    const found = await visit({ scripts: [stalledClass] }, async () => {
      const { socket, sent } = await stalledSocket();
      const { socket: waiting } = await stalledSocket({ startClosed: true });
      const shared = new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true }).buffer;
      const resizable = new ArrayBuffer(8, { maxByteLength: 16 });
      const errors = [];
      for (const one of [socket, waiting])
        for (const value of [shared, new Uint8Array(shared), resizable, new DataView(resizable)]) {
          try {
            one.send(value);
            errors.push(`${value} was sent`);
          } catch ({ name }) {
            errors.push(name);
          }
        }
      return [new Set(errors).size === 1 && errors[0], errors.length, sent.length, waiting.bufferedAmount];
    });
    assert.deepEqual(found, ['TypeError', 8, 0, 0]);
  });
});

/** The connections of a class that transmits nothing. */
function stalledClass() {
  globalThis.describe = (data) => `${data.constructor.name} ${new Uint8Array(data)}`;

  /** An open socket over such a connection, a list of what that has sent, and a function that ends it. */
  globalThis.stalledSocket = async ({ startClosed = false } = {}) => {
    const { ReconnectingWebSocket } = await import('/package/dist/reconnecting.js');
    const sent = [];
    let connection;
    class Stalled extends EventTarget {
      readyState = 0;
      bufferedAmount = 0;
      constructor() {
        super();
        connection = this;
        queueMicrotask(() => this.#change(1, new Event('open')));
      }
      send(data) {
        sent.push(data);
        this.bufferedAmount += data.length ?? data.byteLength;
      }
      close() {
        this.readyState = 2;
      }
      end() {
        this.#change(3, new CloseEvent('close', { code: 1006 }));
      }
      #change(readyState, event) {
        this.readyState = readyState;
        this.dispatchEvent(event);
      }
    }
    const socket = new ReconnectingWebSocket('ws://h/', { WebSocket: Stalled, startClosed, maxAttempts: 0 });
    if (!startClosed) await next(socket, 'open');
    return { socket, sent, lose: () => connection.end() };
  };
}

async function loseMemory(name) {
  const { programs } = await import('/programs.js');
  const { socket, sent, lose } = await stalledSocket();
  let lost;
  const hear = (event) => {
    lost = event;
  };
  programs[name]({ socket, hear, listen: () => socket.addEventListener('undelivered', hear), send });
  const { messages } = socket.undelivered;
  lose();
  await afterTurns();
  const { data } = lost;
  return {
    sent: sent.map(describe),
    data: data.map(describe),
    messages: lost.messages + messages,
    bytes: lost.bytes,
    counted: socket.undelivered,
  };

  function send() {
    const filled = new Uint8Array([1, 2, 3, 4]);
    const transferred = new Uint8Array([5, 6, 7, 8]).buffer;
    socket.send(filled.buffer);
    socket.send(filled.subarray(1, 3));
    socket.send(transferred);
    filled.fill(9);
    structuredClone(transferred, { transfer: [transferred] });
  }

  async function afterTurns() {
    for (let turn = 0; turn < 20 && !lost; turn += 1) await new Promise((resolve) => setTimeout(resolve));
  }
}
