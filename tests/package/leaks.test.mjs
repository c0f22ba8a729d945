// What ten thousand sockets leave behind, and some thousands that come back: nothing.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startServer } from '../../servers/server.mjs';
import { inEveryEngine } from './pages.mjs';

const BATCHES = 20;
const SOCKETS_IN_BATCH = 500;
/** Of sockets that come back. */
const BATCHES_OF_RECONNECTING = 6;
/** Chromium waits between two connections to one port. */
const SERVERS = 10;
const PATIENCE_MS = 600_000;

/** Both make a function that collects garbage available to pages. WebKit has none, but collects when much is allocated. */
const BROWSER = { chromiumArgs: ['--js-flags=--expose-gc'], firefoxPrefs: { 'dom.testing.testutils.enabled': true } };

inEveryEngine(
  'memory',
  ({ visit, driver }) => {
    const servers = [];
    before(async () => {
      for (let i = 0; i < SERVERS; i += 1) servers.push(await startServer());
      await driver().manage().setTimeouts({ script: PATIENCE_MS });
    });
    after(() => Promise.all(servers.map((server) => server.close())));

    test('is given back when sockets are dropped, closed by the page or by the server', async () => {
      const page = { scripts: [watchWasm, watchRegistries, defineCollect] };
      const figures = await visit(
        page,
        async (urls, batches, socketsInBatch) => {
          const { WebSocket, drained, inspect } = await import('/package/dist/index.js');
          // Far longer than the test takes; and a signal that outlives all of the sockets.
          const options = {
            closeTimeout: 1e9,
            connectTimeout: 1e9,
            highWaterMark: 4,
            signal: new AbortController().signal,
          };
          /** How many sockets are there, by who closed them. */
          const left = { page: 0, server: 0 };
          let dropped = 0;
          const sockets = new UnwatchedRegistry((closedBy) => {
            left[closedBy] -= 1;
          });

          function register(socket, closedBy) {
            left[closedBy] += 1;
            dropped += 1;
            sockets.register(socket, closedBy);
          }

          async function closeByPage(url, options) {
            const socket = new WebSocket(`${url}/echo`, options);
            register(socket, 'page');
            inspect(socket);
            await next(socket, 'open');
            const echoed = next(socket, 'message');
            socket.send('hello');
            socket.send('again');
            await drained(socket);
            await echoed;
            socket.close(1000);
            await next(socket, 'close');
          }

          async function dropWhileOpen(url, options) {
            const socket = new WebSocket(`${url}/close?after=1&code=1000`, options);
            register(socket, 'server');
            await next(socket, 'open');
            socket.send('hello');
          }

          async function runBatch(url, count) {
            for (let i = 0; i < count; i += 1) {
              const given = i % 4 < 2 ? options : undefined;
              await (i % 2 ? closeByPage(url, given) : dropWhileOpen(url, given));
            }
          }

          const figures = [];
          for (let batch = 0; batch < batches; batch += 1) {
            await Promise.all(urls.map((url) => runBatch(url, socketsInBatch / urls.length)));
            await collect(() => left.page + left.server + registered === 0);
            figures.push({ dropped, left: { ...left }, handles: registered, bytes: wasmBytes() });
          }
          return figures;
        },
        servers.map(({ url }) => url),
        BATCHES,
        SOCKETS_IN_BATCH,
      );
      assertNothingLeft(figures, BATCHES);
    });

    test('is given back when sockets that come back are closed, given up, or dropped before they have connected', async () => {
      const page = { scripts: [watchWasm, watchRegistries, defineCollect] };
      const figures = await visit(
        page,
        async (urls, batches, socketsInBatch) => {
          const { ReconnectingWebSocket } = await import('/package/dist/reconnecting.js');
          const options = { heartbeat: { interval: 1e9 }, maxAttempts: 0, signal: new AbortController().signal };
          const left = { page: 0, server: 0 };
          let dropped = 0;
          const sockets = new UnwatchedRegistry((who) => {
            left[who] -= 1;
          });

          function connect(url, options, who = 'page') {
            const socket = new ReconnectingWebSocket(url, options);
            left[who] += 1;
            sockets.register(socket, who);
            return socket;
          }

          async function closeByPage(url, options) {
            const socket = connect(`${url}/echo`, options);
            socket.send('queued');
            await next(socket, 'message');
            socket.send('handed over');
            await next(socket, 'message');
            socket.close();
            await next(socket, 'close');
          }

          async function reconnectThenClose(url) {
            const socket = connect(`${url}/echo`);
            await next(socket, 'open');
            socket.reconnect();
            await next(socket, 'close');
            await next(socket, 'open');
            socket.close(1000, 'enough');
            await next(socket, 'close');
            if (socket.readyState !== WebSocket.CLOSED) throw new Error('it is not closed');
          }

          async function giveUp(url, options) {
            const socket = connect(`${url}/close?after=1&code=1000`, options, 'server');
            await next(socket, 'open');
            socket.send('hello');
            await next(socket, 'giveup');
          }

          async function dropBeforeItConnects(url) {
            connect(url, { startClosed: true }).send('queued');
          }

          async function runBatch(url, count) {
            for (let i = 0; i < count; i += 1) {
              if (i % 4 === 0) await closeByPage(url, i % 8 ? options : undefined);
              else if (i % 4 === 1) await giveUp(url, options);
              else await (i % 4 === 2 ? reconnectThenClose(url) : dropBeforeItConnects(url));
              dropped += 1;
            }
          }

          const figures = [];
          for (let batch = 0; batch < batches; batch += 1) {
            await Promise.all(urls.map((url) => runBatch(url, socketsInBatch / urls.length)));
            await collect(() => left.page + left.server + registered === 0);
            figures.push({ dropped, left: { ...left }, handles: registered, bytes: wasmBytes() });
          }
          return figures;
        },
        servers.map(({ url }) => url),
        BATCHES_OF_RECONNECTING,
        SOCKETS_IN_BATCH,
      );
      assertNothingLeft(figures, BATCHES_OF_RECONNECTING);
    });
  },
  { browserOptions: BROWSER },
);

function watchWasm() {
  const { Instance, Memory } = WebAssembly;
  const memories = [];
  globalThis.wasmBytes = () => memories.reduce((bytes, { buffer }) => bytes + buffer.byteLength, 0);
  WebAssembly.Instance = function (module, imports) {
    const instance = new Instance(module, imports);
    const exported = Object.values(instance.exports);
    memories.push(exported.find((value) => value instanceof Memory));
    return instance;
  };
}

/** Counts what registries watch of our objects: they are how the package learns which handles it must give back. */
function watchRegistries() {
  globalThis.registered = 0;
  globalThis.UnwatchedRegistry = FinalizationRegistry;
  globalThis.FinalizationRegistry = class extends FinalizationRegistry {
    constructor(cleanUp) {
      super((held) => {
        cleanUp(held);
        registered -= 1;
      });
    }

    register(...args) {
      super.register(...args);
      registered += 1;
    }
  };
}

function defineCollect() {
  // An object that both the engine and the page know of takes more than one collection, each followed by tasks.
  globalThis.collect = async (isDone) => {
    for (let round = 0; round < 200 && !isDone(); round += 1) {
      // Not at once: a collection that is called looks at the stack, and takes for a pointer what may be none.
      if (globalThis.gc) await gc({ type: 'major', execution: 'async' });
      else if (globalThis.TestUtils) await TestUtils.gc();
      else for (let count = 0; count < 4; count += 1) new ArrayBuffer(2 ** 24);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
}

/** What the memory may grow by if an engine collects later in one batch than in another: 14 bytes for each of 9,500 sockets. */
const PEAK_BYTES = 2 * 2 ** 16;

/** Sockets that an engine may keep by chance, as a number in an old part of its stack looks like a pointer. */
const KEPT_BY_CHANCE = 8;

/** The first batch makes the memory as large as it needs to be. */
function assertNothingLeft(figures, batches) {
  assert.equal(figures.length, batches);
  assert.equal(figures.at(-1).dropped, batches * SOCKETS_IN_BATCH);
  const [{ bytes: first }] = figures;
  assert.ok(first > 0);
  figures.forEach(({ dropped, left, handles, bytes }, index) => {
    const told = `${JSON.stringify({ left, handles })} after ${dropped} sockets`;
    assert.ok(left.page + left.server <= KEPT_BY_CHANCE && handles <= KEPT_BY_CHANCE, told);
    assert.ok(bytes <= first + PEAK_BYTES, `${bytes} B after batch ${index + 1}, ${first} B after the first`);
  });
}
