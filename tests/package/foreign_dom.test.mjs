// Blobs and signals that are not the platform's: those of a DOM that a script has written, which may be there later than we are.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inNode, RECORDING_HOST } from './node_programs.mjs';

/** Defines Blobs and signals as such a DOM has them: no slots, no tag, and listeners of their own. */
const DOM = `
  class ForeignBlob {
    constructor(text) { Object.assign(this, { bytes: new TextEncoder().encode(text), type: '' }); }
    get size() { return this.bytes.length; }
    slice() { return this; }
  }
  const foreignBlob = (text) => {
    globalThis.Blob = ForeignBlob;
    return new ForeignBlob(text);
  };
  const useMethod = () => { ForeignBlob.prototype.arrayBuffer = async function () { return this.bytes.buffer; }; };
  const useReader = () => {
    globalThis.FileReader = class {
      readAsArrayBuffer(blob) {
        this.result = blob.bytes.buffer;
        setTimeout(() => this.onload());
      }
    };
  };
  class ForeignSignal {
    aborted = false;
    listeners = new Set();
    addEventListener(type, listener) { this.listeners.add(listener); }
    removeEventListener(type, listener) { this.listeners.delete(listener); }
    abort() {
      Object.assign(this, { aborted: true, reason: new Error('enough') });
      for (const listener of this.listeners) listener({ type: 'abort' });
    }
  }
`;

inNode('with a DOM that a script has written', (program) => {
  for (const how of ['useMethod', 'useReader']) {
    test(`its Blobs are sent as bytes, in order (${how})`, async () => {
      assert.deepEqual(
        await program(`${RECORDING_HOST}${DOM}
        const { socket, host } = open();
        ${how}();
        socket.send(foreignBlob('four'));
        socket.send('after');
        await until(() => host.sent.length === 2);
        return [...host.sent, new TextDecoder().decode(host.messages[0])];
      `),
        ['ArrayBuffer 4', 'after', 'four'],
      );
    });
  }

  test('a Blob that gives no bytes fails the connection', async () => {
    assert.deepEqual(
      await program(`${RECORDING_HOST}${DOM}
      const { socket, log } = open();
      socket.send(foreignBlob('four'));
      await next(socket, 'close');
      return log;
    `),
      ['open 1 ', 'error 3', 'close 3 1006  false'],
    );
  });

  test('an object that has only a part of a Blob is sent as its text', async () => {
    assert.deepEqual(
      await program(`${RECORDING_HOST}${DOM}
      const { socket, host } = open();
      for (const part of [{ size: 4 }, { size: '4', type: '', slice() {} }, { size: 4, type: '' }, new Map()]) socket.send(part);
      return host.sent;
    `),
      ['[object Object]', '[object Object]', '[object Object]', '[object Map]'],
    );
  });

  test('its signals end a connection and a wait, and are not listened to any longer than that', async () => {
    assert.deepEqual(
      await program(`
      import { drained } from 'websocket-wasm';
      ${RECORDING_HOST}${DOM}
      const signal = new ForeignSignal();
      const socket = new WebSocket('ws://recorded.test/', { signal });
      const opened = open();
      opened.host.bufferedAmount = 5;
      const waiting = drained(opened.socket, { signal }).catch(({ message }) => message);
      const { size } = signal.listeners;
      signal.abort();
      await next(socket, 'close');
      return [size, await waiting, socket.readyState, signal.listeners.size];
    `),
      [2, 'enough', 3, 0],
    );
  });

  test('a signal that is aborted already ends the connection at once, and what is no signal is refused', async () => {
    assert.deepEqual(
      await program(`${RECORDING_HOST}${DOM}
      const signal = new ForeignSignal();
      signal.abort();
      const { readyState } = new WebSocket('ws://recorded.test/', { signal });
      const errors = [];
      for (const wrong of [{}, { aborted: false }, { aborted: 0, addEventListener() {} }, new EventTarget(), null, 1]) {
        try {
          new WebSocket('ws://recorded.test/', { signal: wrong });
        } catch ({ name }) {
          errors.push(name);
        }
      }
      return [readyState, errors];
    `),
      [2, ['TypeError', 'TypeError', 'TypeError', 'TypeError', 'TypeError', 'TypeError']],
    );
  });
});
