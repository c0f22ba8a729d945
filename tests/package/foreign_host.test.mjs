// What a class that a script has written says is converted, and what it fails to do ends the connection with its cause.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { inNode } from './node_programs.mjs';

const MOCK_SOCKET = pathToFileURL(createRequire(import.meta.url).resolve('mock-socket')).href;

/** Defines `over(members)`: a socket on a host with these members, which is `latest`; its log; `fire` calls the host's handlers. */
const HOST = `
  import { wrapHost } from 'websocket-wasm/wrap-host';
  let latest;
  const over = (members, protocols = []) => {
    const WebSocket = wrapHost(class { constructor() { Object.assign(latest = this, members); } });
    const socket = new WebSocket('ws://host.test/', protocols);
    const log = record(socket);
    socket.addEventListener('error', ({ message }) => { if (message) log.push(message); });
    return { socket, log };
  };
  const FULL = { send() {}, close() {} };
  const turn = () => new Promise((resolve) => setTimeout(resolve));
`;

/** Defines `unreadable()`: a Blob of a file that has changed since. */
const UNREADABLE = `
  import { openAsBlob, writeFileSync } from 'node:fs';
  let count = 0;
  const unreadable = async () => {
    const file = new URL('./blob-' + ++count, import.meta.url);
    writeFileSync(file, 'before');
    const blob = await openAsBlob(file);
    writeFileSync(file, 'something longer');
    return blob;
  };
`;

inNode('what a wrapped class says', (program) => {
  for (const [what, value] of [
    ['nothing', 'undefined'],
    ['null', 'null'],
    ['an empty text', "''"],
  ]) {
    test(`a subprotocol and extensions that are ${what} are none`, async () => {
      assert.deepEqual(
        await program(`${HOST}
        const { socket, log } = over({ ...FULL, protocol: ${value}, extensions: ${value}, bufferedAmount: ${value} });
        latest.onopen();
        return [...log, socket.protocol, socket.extensions, socket.bufferedAmount, socket.readyState];
      `),
        ['open 1 ', '', '', 0, 1],
      );
    });
  }

  test('a subprotocol that was not requested fails the connection, and the error event says why', async () => {
    assert.deepEqual(
      await program(`${HOST}
      const { log } = over(FULL, ['chat', 'talk']);
      latest.onopen();
      await turn();
      return log;
    `),
      [
        'error 3',
        "The subprotocols requested were 'chat,talk', and the server acknowledged ''.",
        'close 3 1006  false',
      ],
    );
  });

  for (const [event, expected] of [
    ['{ code: 1000 }', 'close 3 1000  false'],
    ["{ code: '3000', reason: null, wasClean: 1 }", 'close 3 3000  true'],
    ['{ code: 1001, reason: 5, wasClean: true }', 'close 3 1001 5 true'],
  ]) {
    test(`a close event that is ${event} is converted`, async () => {
      assert.deepEqual(
        await program(`${HOST}
        const { log } = over(FULL);
        latest.onopen();
        latest.onclose(${event});
        latest.onclose({ code: 1000 });
        return log;
      `),
        ['open 1 ', expected],
      );
    });
  }

  test('a close event without a code is told, once', async () => {
    const warnings =
      /^websocket-wasm: the WebSocket class that this package connects through has fired a close event without a code\.\n$/;
    assert.deepEqual(
      await program(
        `${HOST}
      const logs = [];
      for (const event of [undefined, {}]) {
        const { log } = over(FULL);
        latest.onopen();
        latest.onclose(event);
        logs.push(log[1]);
      }
      return logs;
    `,
        warnings,
      ),
      ['close 3 1006  false', 'close 3 1006  false'],
    );
  });

  for (const [what, members, act, warnings] of [
    ['no send()', '{ close() {} }', "socket.send('lost')", /has no send\(\)/],
    [
      'a send() that throws',
      "{ ...FULL, send() { throw new Error('pipe broke'); } }",
      "socket.send('lost')",
      /has thrown in send\(\).*pipe broke/s,
    ],
    ['no close()', '{ send() {} }', 'socket.close()', /has no close\(\)/],
    [
      'a close() that throws',
      "{ ...FULL, close() { throw new Error('pipe broke'); } }",
      'socket.close(3000)',
      /has thrown in close\(\).*pipe broke/s,
    ],
  ]) {
    test(`${what} ends the connection, and is named once`, async () => {
      const log = await program(
        `${HOST}
        let all;
        for (const time of [1, 2]) {
          const { socket, log } = over(${members});
          latest.onopen();
          ${act};
          log.push(socket.readyState);
          await turn();
          all = log;
        }
        return all;
      `,
        warnings,
      );
      assert.deepEqual([...log.slice(0, 3), log.at(-1)], ['open 1 ', 3, 'error 3', 'close 3 1006  false']);
      assert.equal(log.length, 5);
    });
  }

  test('a socket that is closed while it connects is closed, whether its host tells so or not', async () => {
    assert.deepEqual(
      await program(`${HOST}
      const { socket, log } = over(FULL);
      socket.close();
      log.push(socket.readyState);
      await turn();
      return log;
    `),
      [2, 'error 3', 'close 3 1006  false'],
    );
  });

  test('what is fired in the constructor, in send() and in close() is told after the call', async () => {
    assert.deepEqual(
      await program(`${HOST}
      const { socket, log } = over({
        readyState: 1,
        send(data) { this.onmessage({ data: 'echo ' + data }); },
        close(code) { this.onclose({ code, reason: '', wasClean: true }); },
      });
      log.push('made');
      await turn();
      socket.send('x');
      log.push('sent');
      await turn();
      socket.close(3000);
      log.push(socket.readyState);
      await turn();
      return log;
    `),
      ['made', 'open 1 ', 'sent', 'message echo x', 2, 'close 3 3000  true'],
    );
  });

  for (const [what, members] of [
    [
      'listeners',
      '{ on: {}, addEventListener(type, act) { this.on[type] = act; }, fire(type, event) { this.on[type]?.(event); } }',
    ],
    [
      'attributes',
      '{ onopen: null, onmessage: null, onclose: null, onerror: null, addEventListener() {}, fire(type, event) { this["on" + type]?.(event); } }',
    ],
    [
      'both',
      '{ on: {}, addEventListener(type, act) { this.on[type] = act; }, fire(type, event) { this["on" + type]?.(event); this.on[type]?.(event); } }',
    ],
  ]) {
    test(`a class that has ${what} is heard once`, async () => {
      assert.deepEqual(
        await program(`${HOST}
        const { log } = over({ ...FULL, ...${members} });
        latest.fire('open', {});
        for (const data of ['a', new Uint8Array(2), Buffer.from('xyz')]) latest.fire('message', { data });
        latest.fire('close', { code: 1000, wasClean: true });
        return log;
      `),
        ['open 1 ', 'message a', 'message Blob 2', 'message Blob 3', 'close 3 1000  true'],
      );
    });
  }

  test('an incoming Blob that cannot be read fails the connection, and what follows does not wait', async () => {
    assert.deepEqual(
      await program(`${HOST}${UNREADABLE}
      const { socket, log } = over(FULL);
      socket.binaryType = 'arraybuffer';
      latest.onopen();
      latest.onmessage({ data: await unreadable() });
      latest.onmessage({ data: 'after' });
      await next(socket, 'close');
      return [log[0], log[1], log.at(-1), log.length];
    `),
      ['open 1 ', 'error 3', 'close 3 1006  false', 4],
    );
  });

  test('an outgoing Blob that cannot be read fails the connection, also while it is being closed', async () => {
    assert.deepEqual(
      await program(`${HOST}${UNREADABLE}
      const logs = [];
      for (const isClosed of [false, true]) {
        const { socket, log } = over({ send() {}, close() { setTimeout(() => this.onclose({ code: 1005, wasClean: true })); } });
        latest.onopen();
        socket.send(await unreadable());
        if (isClosed) socket.close(1000);
        await next(socket, 'close');
        await turn();
        await turn();
        logs.push(log);
      }
      return logs;
    `),
      [0, 1].map(() => ['open 1 ', 'error 3', 'close 3 1006  false']),
    );
  });

  test('Blobs are read if they have no arrayBuffer(), as those of jsdom', async () => {
    assert.deepEqual(
      await program(`
      import './old_blobs.mjs';
      ${HOST}
      const sent = [];
      const { socket } = over({ ...FULL, send(data) { sent.push(typeof data === 'string' ? data : data.byteLength); } });
      latest.onopen();
      socket.send(new Blob(['four']));
      socket.send('after');
      while (sent.length < 2) await turn();
      return sent;
    `),
      [4, 'after'],
    );
  });

  test('connects through mock-socket', async () => {
    assert.deepEqual(
      await program(`
      import { wrapHost } from 'websocket-wasm/wrap-host';
      import mock from ${JSON.stringify(MOCK_SOCKET)};
      const server = new mock.Server('ws://host.test/');
      server.on('connection', (socket) => socket.on('message', (data) => socket.send('echo ' + data)));
      const WebSocket = wrapHost(mock.WebSocket);
      const socket = new WebSocket('ws://host.test/');
      const log = record(socket);
      await next(socket, 'open');
      socket.send('x');
      await next(socket, 'message');
      socket.close(1000, 'bye');
      await next(socket, 'close');
      return log;
    `),
      ['open 1 ', 'message echo x', 'close 3 1000 bye true'],
    );
  });
});
