// Frames with a copy of the package of their own: sockets that cross realms, and frames that go away. As the native class.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertSameLog, inEveryEngine } from './pages.mjs';

const FRAME = `<!doctype html><script type="module">
  import { WebSocket as ours, inspect } from '/package/dist/index.js';
  parent.frameLoaded({ ours, inspect, native: WebSocket });
</script>`;

inEveryEngine('a frame with a copy of the package', ({ visit, echoUrl }) => {
  const page = { scripts: [defineTools], files: { '/frame.html': FRAME } };

  test('has a class of its own, which works in the page, too', async () => {
    const found = await visit(
      page,
      async (url) => {
        const mine = await import('/package/dist/index.js');
        const { classes, frame } = await openFrame();
        const result = await exchange(url, classes.ours);
        const socket = new classes.ours(url);
        const refused = [
          nameOfError(() => Reflect.get(mine.WebSocket.prototype, 'readyState', socket)),
          nameOfError(() => mine.inspect(socket)),
          nameOfError(() => classes.inspect(new mine.WebSocket(url))),
        ];
        const { EventTarget, Event } = frame.contentWindow;
        const { constructor } = await next(socket, 'open');
        socket.close();
        return {
          ...result,
          areTwo: classes.ours !== mine.WebSocket,
          refused,
          instanceOf: [socket instanceof mine.WebSocket, socket instanceof EventTarget, constructor === Event],
        };
      },
      echoUrl(),
    );
    assert.deepEqual(found, {
      data: 'hello',
      code: 1000,
      isTrusted: true,
      isNative: false,
      areTwo: true,
      refused: ['TypeError', 'TypeError', 'TypeError'],
      instanceOf: [false, true, true],
    });
  });

  const programs = {
    "data of the page's realm, sent by a socket of the frame": async ({ WebSocket, url, log }) => {
      const socket = new WebSocket(url);
      socket.binaryType = 'arraybuffer';
      await next(socket, 'open');
      const bytes = new Uint8Array([1, 2, 3]);
      for (const data of [
        bytes,
        bytes.buffer,
        new DataView(bytes.buffer, 1),
        new Blob(['blob']),
        new String('text'),
        [1, 2],
      ]) {
        socket.send(data);
        const { data: echo } = await next(socket, 'message');
        log(typeof echo === 'string' ? echo : Array.from(new Uint8Array(echo)), echo instanceof ArrayBuffer);
      }
      socket.close(3000);
      log((await next(socket, 'close')).code);
    },

    "the realm of what a frame's class throws": ({ WebSocket, url, frame, log }) => {
      const socket = new WebSocket(url);
      const attempts = {
        early: () => socket.send('x'),
        symbol: () => socket.send(Symbol('s')),
        code: () => socket.close(1),
        protocol: () => new WebSocket(url, ''),
        receiver: () => Reflect.get(WebSocket.prototype, 'readyState', {}),
      };
      for (const [what, attempt] of Object.entries(attempts)) {
        const { TypeError, DOMException } = frame.contentWindow;
        const error = errorOf(attempt);
        log(what, error.name, error instanceof TypeError, error instanceof DOMException);
      }
      socket.close();
    },

    'a frame that goes away while its socket is open': async ({ WebSocket, url, frame, log }) => {
      const socket = new WebSocket(url);
      await next(socket, 'open');
      for (const type of ['message', 'error', 'close']) socket.addEventListener(type, () => log(type));
      socket.send('x');
      frame.remove();
      log(socket.url === url, socket.protocol, socket.binaryType, socket.readyState > 1);
      log(
        nameOfError(() => {
          socket.binaryType = 'arraybuffer';
        }),
        nameOfError(() => socket.send('late')),
      );
      log(
        nameOfError(() => socket.close(1)),
        nameOfError(() => socket.close()),
        socket.readyState > 1,
      );
      // Long enough for an event to come.
      log(await exchange(url));
      log(socket.readyState > 1);
    },

    'a frame that goes away while its socket is connecting': async ({ WebSocket, url, frame, log }) => {
      const socket = new WebSocket(url);
      for (const type of ['open', 'error', 'close']) socket.addEventListener(type, () => log(type));
      frame.remove();
      log(
        nameOfError(() => socket.readyState),
        nameOfError(() => socket.close()),
      );
      log(await exchange(url));
      log(socket.readyState > 1);
    },

    'a frame that goes away in the error handler of its socket': async ({ WebSocket, url, frame, log }) => {
      const socket = new WebSocket(url.replace('/echo', '/refuse'));
      const failed = next(socket, 'error');
      socket.onerror = () => {
        log(socket.readyState);
        frame.remove();
        log(socket.readyState);
      };
      socket.onclose = () => log('close');
      await failed;
      log(await exchange(url));
    },

    'a frame that goes away in the message handler of its socket': async ({ WebSocket, url, frame, log }) => {
      const socket = new WebSocket(url);
      await next(socket, 'open');
      const received = next(socket, 'message');
      socket.onclose = () => log('close');
      socket.onmessage = ({ data }) => {
        frame.remove();
        log(
          data,
          nameOfError(() => socket.send('again')),
          nameOfError(() => socket.close()),
        );
      };
      socket.send('once');
      socket.send('twice');
      await received;
      log(await exchange(url));
    },

    'a class whose frame has gone away': ({ WebSocket, url, frame, log }) => {
      frame.remove();
      log(
        nameOfError(() => new WebSocket(url)),
        nameOfError(() => new WebSocket('ftp://h/')),
        nameOfError(() => new WebSocket()),
      );
    },
  };

  for (const [subject, program] of Object.entries(programs)) {
    test(`${subject}: as the native one`, async () => {
      const files = { ...page.files, '/subject.js': `export const subject = ${program};` };
      const logOf = (name) =>
        visit(
          { ...page, files },
          async (exported, url) => {
            const { subject } = await import('/subject.js');
            const { classes, frame } = await openFrame();
            const entries = [];
            await subject({ WebSocket: classes[exported], url, frame, log: (...entry) => entries.push(entry) });
            return entries;
          },
          name,
          echoUrl(),
        );
      await assertSameLog(logOf);
    });
  }
});

function defineTools() {
  globalThis.openFrame = async () => {
    const frame = document.createElement('iframe');
    const classes = await new Promise((resolve) => {
      globalThis.frameLoaded = resolve;
      frame.src = '/frame.html';
      document.documentElement.append(frame);
    });
    return { classes, frame };
  };

  globalThis.errorOf = (run) => {
    try {
      run();
      return { name: 'none' };
    } catch (error) {
      return error;
    }
  };

  globalThis.nameOfError = (run) => errorOf(run).name;
}
