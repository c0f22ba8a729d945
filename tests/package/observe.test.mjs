// observe(): whose sockets are seen, and what the records tell.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { defineTools } from './observe_page.mjs';
import { inEveryEngine } from './pages.mjs';

inEveryEngine('observe()', ({ visit, echoUrl }) => {
  /** Runs a program with the server's URL, and what `defineTools` defines. */
  const run = (program, page = {}) =>
    visit({ scripts: [defineTools], ...page }, program, echoUrl().replace('/echo', ''));

  test('tells of the life of a socket, without the content of its messages', async () => {
    const { records, areInOrder, since } = await run(async (server) => {
      const { observe, WebSocket: ours } = await load();
      const before = performance.now();
      const { records } = watch(observe);
      await talk(new ours(`${server}/echo`, 'chat'), ['hé', new Uint8Array(3)]);
      const times = records.map(({ time }) => time);
      return {
        records: records.map(({ time: _, ...rest }) => rest),
        areInOrder: times.every((time, index) => time >= (times[index - 1] ?? before)),
        since: times.at(-1) <= performance.now(),
      };
    });
    const socket = { id: 1, url: echoUrl(), protocol: 'chat' };
    const message = (direction, kind, bytes) => ({ type: 'message', ...socket, direction, kind, bytes });
    assert.deepEqual(records, [
      { type: 'created', ...socket, protocol: '' },
      { type: 'opened', ...socket },
      message('sent', 'text', 3),
      message('sent', 'binary', 3),
      message('received', 'text', 3),
      message('received', 'binary', 3),
      { type: 'closed', ...socket, code: 1000, reason: 'done', wasClean: true, meaning: 'normal closure' },
    ]);
    assert.deepEqual([areInOrder, since], [true, true]);
  });

  test('gives the content if it is asked for, as it was', async () => {
    const found = await run(async (server) => {
      const { observe, WebSocket: ours } = await load();
      const { records } = watch(observe, { content: true });
      const bytes = new TextEncoder().encode('abc');
      const socket = new ours(`${server}/echo`, { highWaterMark: 1 });
      socket.binaryType = 'arraybuffer';
      await next(socket, 'open');
      for (const data of ['text', bytes.subarray(1), new Blob(['blob'])]) socket.send(data);
      bytes.fill(9);
      for (let count = 0; count < 3; count += 1) {
        const { data } = await next(socket, 'message');
        if (data instanceof ArrayBuffer) new Uint8Array(data).fill(7);
      }
      socket.close();
      await next(socket, 'close');
      const textOf = (record) => new Blob([record.content]).text();
      const told = (wanted) => records.filter(({ direction }) => direction === wanted);
      return Promise.all(['sent', 'received'].map((direction) => Promise.all(told(direction).map(textOf))));
    });
    assert.deepEqual(found, Array(2).fill(['text', 'bc', 'blob']));
  });

  test('sees the sockets of libraries, of subclasses, and of the other entries', async () => {
    const found = await run(async (server) => {
      const { observe, install, uninstall } = await load();
      const { ReconnectingWebSocket } = await import('/package/dist/reconnecting.js');
      // The browser's own class is not ours to observe.
      delete globalThis.WebSocketStream;
      const { WebSocketStream } = await import('/package/dist/stream.js');
      install();
      const { records } = watch(observe);
      class Sub extends WebSocket {}
      await talk(new WebSocket(`${server}/echo?library`), ['a']);
      await talk(new Sub(`${server}/echo?subclass`), ['a']);
      await talk(new ReconnectingWebSocket(`${server}/echo?reconnecting`), ['a']);
      const stream = new WebSocketStream(`${server}/echo?stream`);
      const { readable, writable } = await stream.opened;
      await writable.getWriter().write('a');
      await readable.getReader().read();
      stream.close({ closeCode: 1000 });
      await stream.closed;
      uninstall();
      return Object.entries(Object.groupBy(records, ({ url }) => url.split('?')[1])).map(([name, list]) => [
        name,
        list.map(({ type, direction }) => direction ?? type).join(' '),
      ]);
    });
    const all = 'created opened sent received closed';
    assert.deepEqual(
      found,
      ['library', 'subclass', 'reconnecting', 'stream'].map((name) => [name, all]),
    );
  });

  test('sees those of a frame and of a worker in there, which can tell the page', async () => {
    const files = {
      '/observing.js': async () => {
        const { observe } = await import('/package/dist/observe.js');
        const { install } = await import('/package/dist/index.js');
        install();
        const channel = new BroadcastChannel('sockets');
        const tell = (record) => channel.postMessage({ ...record, where: globalThis.document ? 'frame' : 'worker' });
        observe({ created: tell, opened: tell, sent: tell, received: tell, closed: tell });
        const socket = new WebSocket(new URL(location.href).searchParams.get('url'));
        socket.onopen = () => socket.send('hello');
        socket.onmessage = () => socket.close();
      },
      '/frame.html': '<!doctype html><script src="/observing.js"></script>',
    };
    const found = await run(
      async (server) => {
        const records = [];
        const channel = new BroadcastChannel('sockets');
        const query = `?url=${encodeURIComponent(`${server}/echo`)}`;
        const frame = document.documentElement.appendChild(document.createElement('iframe'));
        const worker = new Worker(`/observing.js${query}`, { type: 'module' });
        await new Promise((resolve) => {
          let closed = 0;
          channel.onmessage = ({ data }) => {
            records.push(data);
            if (data.type === 'closed' && (closed += 1) === 2) resolve();
          };
          // A classic script has no address of its own: that of the frame.
          frame.src = `/frame.html${query}`;
        });
        worker.terminate();
        const typesIn = (place) =>
          records.filter(({ where }) => where === place).map(({ type, direction }) => direction ?? type);
        return [typesIn('frame'), typesIn('worker')];
      },
      { files },
    );
    assert.deepEqual(found, Array(2).fill(['created', 'opened', 'sent', 'received', 'closed']));
  });

  test('leaves alone what the filter refuses, the sample leaves out, and what comes after stop()', async () => {
    const found = await run(async (server) => {
      const { observe, inspect, WebSocket: ours } = await load();
      const asked = [];
      const chosen = watch(observe, { filter: (url) => asked.push(url.split('?')[1]) && url.endsWith('?a') });
      const none = watch(observe, { sample: 0 });
      const open = async (name) => {
        const socket = new ours(`${server}/echo?${name}`);
        await next(socket, 'open');
        return socket;
      };
      const [a, b] = [await open('a'), await open('b')];
      for (const socket of [a, b]) socket.send('before');
      chosen.stop();
      chosen.stop();
      for (const socket of [a, b]) socket.send('after');
      const c = await open('c');
      none.stop();
      // Nothing has been counted so far, if no observer has let an inspection go on.
      const counts = [a, b, c].map((socket) => {
        const inspector = inspect(socket);
        socket.send('x');
        return inspector.snapshot().sent.messages;
      });
      for (const socket of [a, b, c]) socket.close();
      return {
        asked,
        told: chosen.records.map(({ type, url }) => `${type} ${url.split('?')[1]}`),
        none: none.records.length,
        counts,
      };
    });
    assert.deepEqual(found, {
      asked: ['a', 'b'],
      told: ['created a', 'opened a', 'message a'],
      none: 0,
      counts: [1, 1, 1],
    });
  });

  test('has observers that know nothing of each other, nor of an inspector', async () => {
    const found = await run(async (server) => {
      const { observe, inspect, WebSocket: ours } = await load();
      const first = watch(observe);
      const second = watch(observe);
      const socket = new ours(`${server}/echo`);
      const inspector = inspect(socket);
      await next(socket, 'open');
      first.records[0].url = 'changed';
      first.stop();
      await talk(socket, ['a']);
      const { sent, received, close } = inspector.snapshot();
      return {
        first: first.records.map(({ type }) => type),
        second: second.records.map(({ type, direction }) => direction ?? type),
        areTheSame: second.records[0].url === socket.url,
        figures: [sent.messages, received.messages, close.code],
      };
    });
    assert.deepEqual(found, {
      first: ['created', 'opened'],
      second: ['created', 'opened', 'sent', 'received', 'closed'],
      areTheSame: true,
      figures: [1, 1, 1000],
    });
  });
});
