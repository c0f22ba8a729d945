// More than one class on a page: two copies of the package, and a test tool that replaces the global.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { before, describe, test } from 'node:test';
import { ROOT } from '../../scripts/lib/run.mjs';
import { pack } from './packed.mjs';
import { inEveryEngine } from './pages.mjs';

const MOCK_SOCKET = readFileSync(`${ROOT}/node_modules/mock-socket/dist/mock-socket.js`, 'utf8');
/** What `exchange` finds with our class. */
const OURS = { data: 'hello', code: 1000, isTrusted: true, isNative: false };

inEveryEngine('more than one class on a page:', ({ visit, echoUrl }) => {
  describe('two copies of the package', () => twoCopies(visit, echoUrl));
  describe('mock-socket', () => mockSocket(visit, echoUrl));
});

function twoCopies(visit, echoUrl) {
  let files;
  before(() => {
    const copy = pack();
    const scripts = copy.files.filter((file) => file.endsWith('.js'));
    files = Object.fromEntries(scripts.map((file) => [`/copy/${file}`, copy.read(file)]));
    copy.remove();
  });

  test('both work, with a class each', async () => {
    const found = await visit(
      { files },
      async (url) => {
        const first = await import('/package/dist/index.js');
        const second = await import('/copy/dist/index.js');
        return {
          areTwo: first.WebSocket !== second.WebSocket,
          exchanges: await Promise.all([first, second].map(({ WebSocket }) => exchange(url, WebSocket))),
        };
      },
      echoUrl(),
    );
    assert.deepEqual(found, { areTwo: true, exchanges: [OURS, OURS] });
  });

  test("neither takes the other's instances for its own", async () => {
    const found = await visit(
      { files },
      async (url) => {
        const copies = [await import('/package/dist/index.js'), await import('/copy/dist/index.js')];
        const results = [];
        for (const [mine, other] of [copies, copies.toReversed()]) {
          const socket = new other.WebSocket(url);
          const { prototype } = mine.WebSocket;
          const attempts = {
            readyState: () => Reflect.get(prototype, 'readyState', socket),
            binaryType: () => Reflect.set(prototype, 'binaryType', 'blob', socket),
            send: () => Reflect.apply(prototype.send, socket, ['x']),
            close: () => Reflect.apply(prototype.close, socket, []),
            inspect: () => mine.inspect(socket),
          };
          for (const [member, attempt] of Object.entries(attempts)) results.push([member, errorOf(attempt)]);
          results.push(['instanceof', socket instanceof mine.WebSocket, socket instanceof other.WebSocket]);
          socket.close();
        }
        return results;

        function errorOf(attempt) {
          try {
            attempt();
          } catch ({ name }) {
            return name;
          }
          return 'none';
        }
      },
      echoUrl(),
    );
    const members = ['readyState', 'binaryType', 'send', 'close', 'inspect'];
    const refused = [...members.map((member) => [member, 'TypeError']), ['instanceof', false, true]];
    assert.deepEqual(found, [...refused, ...refused]);
  });

  test('drained() and inspect() say that a socket is of another copy', async () => {
    const found = await visit(
      { files },
      async (url) => {
        const { drained, inspect } = await import('/package/dist/index.js');
        const { WebSocket: other } = await import('/copy/dist/index.js');
        const socket = new other(url);
        const errors = [await drained(socket).catch((error) => error)];
        try {
          inspect(socket);
        } catch (error) {
          errors.push(error);
        }
        return errors.map(String);
      },
      echoUrl(),
    );
    assert.equal(found.length, 2);
    for (const message of found) assert.match(message, /^TypeError: .*another copy of websocket-wasm/);
  });

  describe('on the global', () => onTheGlobal(visit, () => files));

  test('a script that is loaded again and again makes one layer, and uninstall() leads back to the host', async () => {
    const found = await visit(
      { scripts: Array(10).fill('/package/dist/auto.global.js') },
      async (url) => {
        const result = { ...(await exchange(url)), isLatest: WebSocket === websocketWasm.WebSocket };
        const uninstalled = websocketWasm.uninstall();
        return { ...result, goesBack: uninstalled === native && WebSocket === native };
      },
      echoUrl(),
    );
    assert.deepEqual(found, { ...OURS, isLatest: true, goesBack: true });
  });
}

function onTheGlobal(visit, files) {
  const orders = {
    'the last to come goes first': {
      steps: ['install 1', 'install 2', 'uninstall 2', 'uninstall 1'],
      global: ['1', '2', 'native', 'native'],
    },
    'the last to come goes last': {
      steps: ['install 1', 'install 2', 'uninstall 1', 'uninstall 2', 'uninstall 1'],
      global: ['1', '2', '2', 'native', 'native'],
    },
    'both come twice': {
      steps: [
        'install 1',
        'install 1',
        'install 2',
        'install 2',
        'uninstall 2',
        'uninstall 2',
        'uninstall 1',
        'uninstall 1',
      ],
      global: ['1', '1', '2', '2', 'native', 'native', 'native', 'native'],
    },
    'one takes turns': {
      steps: ['install 1', 'uninstall 1', 'install 2', 'uninstall 2', 'install 1', 'uninstall 1'],
      global: ['1', 'native', '2', 'native', '1', 'native'],
    },
  };
  for (const [order, { steps, global }] of Object.entries(orders)) {
    test(order, async () => {
      const found = await visit(
        { files: files() },
        async (actions) => {
          const copies = { 1: await import('/package/dist/index.js'), 2: await import('/copy/dist/index.js') };
          const names = new Map([
            [native, 'native'],
            [copies[1].WebSocket, '1'],
            [copies[2].WebSocket, '2'],
          ]);
          return actions.map((step) => {
            const [action, copy] = step.split(' ');
            copies[copy][action]();
            return names.get(WebSocket);
          });
        },
        steps,
      );
      assert.deepEqual(found, global);
    });
  }
}

function mockSocket(visit, echoUrl) {
  const page = { files: { '/mock-socket.js': MOCK_SOCKET } };

  describe('that replaces the global after our class was loaded', () => {
    test("our class keeps the browser's socket", async () => {
      const found = await visit(
        { ...page, scripts: ['/package/dist/auto.global.js', '/mock-socket.js'] },
        async (url) => {
          const ours = WebSocket;
          const server = new Mock.Server(url);
          const isMocked = WebSocket === Mock.WebSocket;
          const result = { isMocked, exchange: await exchange(url, ours) };
          server.stop();
          return { ...result, isBack: WebSocket === ours };
        },
        echoUrl(),
      );
      assert.deepEqual(found, { isMocked: true, exchange: OURS, isBack: true });
    });

    test('uninstall() leaves the mock where it is', async () => {
      const found = await visit(
        { ...page, scripts: ['/mock-socket.js'] },
        async (url) => {
          const { install, uninstall } = await import('/package/dist/index.js');
          install();
          const server = new Mock.Server(url, { mock: true });
          const returnsNative = uninstall() === native;
          const isMocked = WebSocket === Mock.WebSocket;
          server.stop();
          return { returnsNative, isMocked };
        },
        echoUrl(),
      );
      assert.deepEqual(found, { returnsNative: true, isMocked: true });
    });

    test('the page sees the mock, and its messages', async () => {
      const found = await visit({ ...page, scripts: ['/package/dist/auto.global.js', '/mock-socket.js'] }, async () => {
        const server = new Mock.Server('ws://mocked.test/');
        server.on('connection', (socket) => socket.on('message', (data) => socket.send(`mocked ${data}`)));
        const socket = new WebSocket('ws://mocked.test/');
        await next(socket, 'open');
        socket.send('hello');
        return (await next(socket, 'message')).data;
      });
      assert.equal(found, 'mocked hello');
    });
  });

  test('that was on the global before our class was loaded, our class goes through it with wrapHost()', async () => {
    const found = await visit(
      { ...page, scripts: ['/mock-socket.js'] },
      async (url) => {
        const server = new Mock.Server(url);
        server.on('connection', (socket) => socket.on('message', (data) => socket.send(`mocked ${data}`)));
        const { wrapHost } = await import('/package/dist/wrap-host.js');
        const ours = wrapHost(WebSocket);
        const socket = new ours(url);
        await next(socket, 'open');
        socket.send('hello');
        const { data } = await next(socket, 'message');
        socket.close(3000);
        return [data, socket instanceof ours, (await next(socket, 'close')).code];
      },
      echoUrl(),
    );
    assert.deepEqual(found, ['mocked hello', true, 3000]);
  });

  test('that was on the global before our class was loaded, without wrapHost() the page keeps it, and one warning names that', async () => {
    const found = await visit(
      { ...page, scripts: ['/mock-socket.js'] },
      async (url) => {
        const server = new Mock.Server(url);
        server.on('connection', (socket) => socket.on('message', (data) => socket.send(`mocked ${data}`)));
        const { WebSocket: ours } = await import('/package/dist/index.js');
        const socket = new ours(url);
        const isInstance = socket instanceof ours;
        await next(socket, 'open');
        socket.send('hello');
        const { data } = await next(socket, 'message');
        server.stop();
        return { data, isInstance, warnings };
      },
      echoUrl(),
    );
    assert.equal(found.data, 'mocked hello');
    assert.equal(found.isInstance, true);
    assert.equal(found.warnings.length, 1);
    assert.match(found.warnings[0], /wrap-host/);
  });
}
