// `/worker`: a connection in a worker of the page.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inEveryEngine } from './pages.mjs';
import { withTabs } from './shared_tabs.mjs';

const LIMIT = { timeout: 120_000 };

inEveryEngine('a WorkerWebSocket', ({ echoUrl, driver }) => {
  test('lets its worker go on when it leaves an empty message without a connection', LIMIT, async () =>
    withTabs(await driver(), echoUrl(), async (tabs) => {
      const tab = await tabs.open();
      const found = await tab.runInPage(async (url) => {
        const { WorkerWebSocket } = await import('/dist/worker.js');
        const worker = new Worker('/dist/shared.worker.js');
        const first = new WorkerWebSocket(worker, url.replace('echo', 'stall'));
        first.send('');
        first.close();
        const second = new WorkerWebSocket(worker, url);
        second.send('text');
        return new Promise((resolve) => {
          second.onmessage = ({ data }) => resolve(data);
        });
      }, echoUrl());
      assert.equal(found, 'text');
    }),
  );

  test(
    'tells what a worker that is gone may have sent, at once with its end, when it has left without an answer',
    LIMIT,
    async () =>
      withTabs(await driver(), echoUrl(), async (tabs) => {
        const tab = await tabs.open();
        const found = await tab.runInPage(async (url) => {
          const { WorkerWebSocket } = await import('/dist/worker.js');
          const worker = new Worker('/dist/shared.worker.js');
          const socket = new WorkerWebSocket(worker, url, { closeTimeout: 50 });
          await new Promise((resolve) => {
            socket.onopen = resolve;
          });
          worker.terminate();
          socket.send('perhaps');
          const log = [];
          let turn = 0;
          const note = (...entry) => {
            queueMicrotask(() => (turn += 1));
            log.push([turn, ...entry]);
          };
          socket.onerror = () => note('error');
          socket.onclose = ({ code }) => note('close', code);
          const told = new Promise((resolve) => {
            socket.onundelivered = ({ data }) => resolve(note('undelivered', data[0]));
          });
          socket.close();
          await told;
          return log;
        }, echoUrl());
        assert.deepEqual(found, [
          [0, 'error'],
          [0, 'close', 1006],
          [0, 'undelivered', 'perhaps'],
        ]);
      }),
  );

  for (const [title, options] of Object.entries({ 'at once': {}, 'in batches': { batch: 16 } })) {
    test(`has its connection in a worker, and gets messages ${title}`, LIMIT, async () =>
      withTabs(await driver(), echoUrl(), async (tabs) => {
        const tab = await tabs.open();
        await tab.join(echoUrl(), options, 'worker');
        await tab.until('open');
        const found = await tab.run(async () => {
          const received = [];
          socket.binaryType = 'arraybuffer';
          const all = new Promise((resolve) => {
            socket.addEventListener('message', ({ data }) => {
              received.push(typeof data === 'string' ? data : [...new Uint8Array(data)]);
              if (received.length === 3) resolve();
            });
          });
          socket.send('text');
          socket.send(new Uint8Array([0, 1, 2, 3]).subarray(1, 3));
          socket.send(new Blob(['b']));
          const { bufferedAmount } = socket;
          await all;
          return { received, bufferedAmount, name: socket.constructor.name };
        });
        const received = ['text', [1, 2], [98]];
        assert.deepEqual(found, { received, bufferedAmount: 7, name: 'WorkerWebSocket' });
      }),
    );
  }
});
