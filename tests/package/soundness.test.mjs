// The wasm stays as it was, whatever JavaScript throws around it: no stack, no memory is left behind, and the next socket works.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inEveryEngine } from './pages.mjs';
import { defineFaults, defineMembers, watchWasms } from './soundness_page.mjs';

const ENTRIES = ['/package/dist/index.js', '/package/dist/reconnecting.js'];
const THROWS = 1000;
const DIVES = 3;
/** From how many frames before the limit of the stack a member is called: more than a command asks for. */
const LEVELS = 5000;
/** At which of them, if not at every one. */
const STEP = 13;

inEveryEngine('the wasm', ({ engine, visit, echoUrl }) => {
  const page = { scripts: [watchWasms, defineFaults, defineMembers, defineSockets] };
  const connects = { data: 'hello', code: 1000, isTrusted: true, isNative: false };

  test('imports nothing, and so calls nothing', async () => {
    const found = await visit(
      page,
      async (entries) => {
        for (const entry of [...entries, '/package/dist/stream.js']) await import(entry);
        return inWasm();
      },
      ENTRIES,
    );
    assert.ok(found.length >= 2);
    assert.deepEqual(
      found.map(({ imports, references }) => [imports, references]),
      found.map(() => [0, []]),
    );
  });

  test('is as before when every function of the platform that is called for it has thrown a thousand times', async () => {
    const found = await visit(
      page,
      async (url, throws) => {
        const { exports, calls } = await openSockets(url);
        // Connections are not in the memory for long, but until they are collected.
        const { 'a connection': connect, ...others } = calls;
        for (let count = 0; count < 30; count += 1) attempt(connect);
        const names = Object.keys(others);
        for (const name of names) attempt(others[name]);
        const before = inWasm();
        const counts = {};
        for (const fault of faults) {
          const start = thrown;
          // Not all call it.
          for (let round = 0; round < 2; round += 1) attempt(() => failing(fault, connect));
          for (let round = 0; thrown - start < throws && round < 3 * throws; round += 1)
            attempt(() => failing(fault, others[names[round % names.length]]));
          counts[fault] = thrown - start;
        }
        return { before, after: inWasm(), counts, connected: await exchange(url, exports.WebSocket) };
      },
      echoUrl(),
      THROWS,
    );
    assert.deepEqual(found.after, found.before);
    assert.deepEqual(found.connected, connects);
    const reached = Object.values(found.counts).filter((count) => count > 0).length;
    assert.ok(reached >= 20, `of all functions, only these were called: ${JSON.stringify(found.counts)}`);
  });

  test('is as before when the stack was exhausted in every member, at every depth', async () => {
    const counts = {};
    // A page for each: a busy machine takes long over one.
    for (let dive = 0; dive < DIVES; dive += 1) {
      const found = await visit(page, exhaustInEveryMember, echoUrl(), LEVELS, STEP + dive);
      assert.deepEqual(found.after, found.before);
      assert.deepEqual(found.connected, connects);
      for (const [name, count] of Object.entries(found.overflows)) counts[name] = (counts[name] ?? 0) + count;
    }
    // What an engine has compiled may need less than the frames that take it to the limit: a getter, then, is never cut off.
    const exhausted = Object.values(counts).filter((count) => count > 0).length;
    assert.ok(exhausted > Object.keys(counts).length / 2, JSON.stringify(counts));
  });

  test('has done all of a command or nothing when the stack was exhausted', async () => {
    const found = await visit(
      page,
      async (url, levels) => {
        const { WebSocket } = await import('/package/dist/index.js');
        let socket;
        nearTheLimit(() => {
          socket ??= new WebSocket(url, { highWaterMark: 2 ** 20 });
        }, levels);
        await next(socket, 'open');
        const received = [];
        socket.addEventListener('message', ({ data }) => received.push(data));
        // Nothing is called after it that could throw.
        let sent = 0;
        nearTheLimit(() => {
          socket.send('message');
          sent += 1;
        }, levels);
        while (received.length < sent) await next(socket, 'message');
        const buffered = socket.bufferedAmount;
        nearTheLimit(() => socket.close(1000), levels);
        const { code } = await next(socket, 'close');
        return { sent, received: received.length, buffered, code };
      },
      echoUrl(),
      LEVELS,
    );
    assert.ok(found.sent > 0 && found.sent < LEVELS, `sent ${found.sent} of ${LEVELS}`);
    assert.deepEqual(found, { sent: found.sent, received: found.sent, buffered: 0, code: 1000 });
  });

  test('leaves no connection behind if the stack is exhausted in the constructor', async () => {
    const found = await visit(
      page,
      async (serverUrl, room, levels, most) => {
        const { WebSocket } = await import('/package/dist/index.js');
        const sockets = [];
        const overflows = nearTheLimit(() => {
          // Those made so far are many enough: what is of interest are the attempts that fail.
          if (sockets.length < most)
            sockets.push(new WebSocket(`${serverUrl}/room?name=${room}`, { connectTimeout: 60_000 }));
        }, levels);
        await Promise.all(sockets.map((socket) => next(socket, 'open')));
        const asking = new WebSocket(`${serverUrl}/members?name=${room}`);
        await next(asking, 'open');
        // The server learns of a connection that the browser has ended when it does.
        for (let asked = 0; asked < 50; asked += 1) {
          asking.send('how many?');
          const { data } = await next(asking, 'message');
          if (Number(data) === sockets.length) return { overflows, made: sockets.length, members: Number(data) };
          await new Promise((resolve) => setTimeout(resolve, 100));
        }
        return { overflows, made: sockets.length, members: 'others, too' };
      },
      new URL(echoUrl()).origin,
      `stack-${engine}`,
      LEVELS,
      20,
    );
    assert.ok(found.overflows > 0);
    assert.equal(found.made, 20);
    assert.equal(found.members, 20);
  });

  test('does not grow for a text that is refused, however long', async () => {
    const found = await visit(
      page,
      async (url) => {
        const { WebSocket } = await import('/package/dist/index.js');
        const socket = new WebSocket(url);
        await next(socket, 'open');
        const before = inWasm();
        const long = 'ü'.repeat(1_000_000);
        const messages = [
          () => socket.close(1000, long),
          () => new WebSocket(`ftp://h/${long}`),
          () => new WebSocket(`ws://h/${'x'.repeat(1_000_000)}#f`),
          () => new WebSocket(`ws://h y/${long}`),
          () => new WebSocket(url, [long]),
          () => new WebSocket(url, ['a', `${'a'.repeat(1_000_000)} `]),
        ].map((refused) => {
          try {
            refused();
            return undefined;
          } catch ({ name, message }) {
            return [name, message.length < 5000];
          }
        });
        socket.binaryType = long;
        return { messages, before, after: inWasm() };
      },
      echoUrl(),
    );
    assert.deepEqual(
      found.messages,
      found.messages.map(() => ['SyntaxError', true]),
    );
    assert.deepEqual(found.after, found.before);
  });

  test('is not read by an inspector while a page changes it', async () => {
    const found = await visit(
      page,
      async (url) => {
        const { WebSocket, inspect } = await import('/package/dist/index.js');
        const socket = new WebSocket(url);
        const inspector = inspect(socket);
        await next(socket, 'open');
        socket.send('hello');
        await next(socket, 'message');
        socket.close(3001, 'all is said');
        await next(socket, 'close');
        const traps = ['0', '1', 'reason', 'close', 'sent', 'messages'];
        const change = {
          set() {
            inspector.detach();
          },
          get() {
            inspector.detach();
          },
          configurable: true,
        };
        for (const name of traps)
          for (const { prototype } of [Array, Object]) Object.defineProperty(prototype, name, change);
        const { close, sent } = inspector.snapshot();
        for (const name of traps) for (const { prototype } of [Array, Object]) delete prototype[name];
        return { close, sent };
      },
      echoUrl(),
    );
    assert.deepEqual(found, {
      close: { code: 3001, reason: 'all is said', wasClean: true },
      sent: { messages: 1, bytes: 5 },
    });
  });
});

function defineSockets() {
  /** The package, and the calls of its members on sockets that are open. */
  globalThis.openSockets = async (url) => {
    const exports = await import('/package/dist/index.js');
    const { WebSocket, inspect } = exports;
    const sockets = {
      plain: new WebSocket(url),
      limited: new WebSocket(url, { highWaterMark: 2 ** 24 }),
      inspected: new WebSocket(url),
    };
    await Promise.all(Object.values(sockets).map((socket) => next(socket, 'open')));
    const inspector = inspect(sockets.inspected);
    const calls = members(exports, sockets);
    calls.snapshot = () => inspector.snapshot();
    return { exports, calls };
  };

  globalThis.attempt = (act) => {
    try {
      act();
    } catch {
      // That is what it is called for.
    }
  };

  const isOverflow = ({ name }) => name === 'RangeError' || name === 'InternalError';

  /** Calls a function again and again, each time with some frames more between it and the limit of the stack; how often that was exhausted. */
  globalThis.nearTheLimit = (act, levels, step = 1) => {
    let left = levels;
    let overflows = 0;
    const call = () => {
      left -= 1;
      try {
        if ((levels - 1 - left) % step === 0) act();
      } catch (error) {
        if (isOverflow(error)) overflows += 1;
      }
    };
    const dive = () => {
      try {
        dive();
      } catch {
        // The limit.
      }
      if (left > 0) call();
    };
    dive();
    return overflows;
  };
}

async function exhaustInEveryMember(url, levels, step) {
  const { exports, calls } = await openSockets(url);
  delete calls['a connection'];
  for (const call of Object.values(calls)) attempt(call);
  const before = inWasm();
  const overflows = {};
  for (const [name, call] of Object.entries(calls)) overflows[name] = nearTheLimit(call, levels, step);
  return { before, after: inWasm(), overflows, connected: await exchange(url, exports.WebSocket) };
}
