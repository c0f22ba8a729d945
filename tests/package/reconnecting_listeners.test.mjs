// The listeners of a ReconnectingWebSocket, which are called with its connection's events: each program logs the same as with the native class.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { inEveryEngine } from './pages.mjs';
import { observe, PROGRAMS } from './reconnecting_listeners.mjs';

const OBSERVABLE = 'which an Observable of the platform has, too';
const ALL = { ...PROGRAMS, [OBSERVABLE]: observe };
const SOURCE = `export const programs = {${Object.entries(ALL).map(([name, program]) => `${JSON.stringify(name)}: ${program}`)}};`;

inEveryEngine('Listeners of a ReconnectingWebSocket are called', ({ visit, echoUrl, engine }) => {
  const isAsked = (name) => name !== OBSERVABLE || engine === 'chromium';
  let logs;
  before(async () => {
    // All in one page: what they leave behind is theirs.
    logs = await visit({ files: { '/listeners.js': SOURCE } }, runAll, echoUrl(), Object.keys(ALL).filter(isAsked));
  });

  for (const name of Object.keys(ALL)) {
    test(name, { skip: !isAsked(name) }, () => {
      const { native, ours } = logs[name];
      assert.notEqual(native.length, 0);
      assert.deepEqual(ours, native);
    });
  }

  test('with copies on a platform whose events cannot be adopted: each of them, with the right target', async () => {
    const found = await visit(
      { scripts: [hideStop] },
      async (url) => {
        const { ReconnectingWebSocket } = await import('/package/dist/reconnecting.js');
        const socket = new ReconnectingWebSocket(url);
        const seen = [];
        for (const name of ['first', 'second'])
          for (const type of ['open', 'message', 'close'])
            socket.addEventListener(type, ({ target }) => seen.push(`${type}, ${name}: ${target === socket}`));
        await next(socket, 'open');
        socket.send('hello');
        await next(socket, 'message');
        socket.close(1000);
        await next(socket, 'close');
        return seen;
      },
      echoUrl(),
    );
    const both = (type) => ['first', 'second'].map((name) => `${type}, ${name}: true`);
    assert.deepEqual(found, ['open', 'message', 'close'].flatMap(both));
  });

  test('and the socket has no member of its own for them', async () => {
    const found = await visit(
      {},
      async (url) => {
        const { ReconnectingWebSocket } = await import('/package/dist/reconnecting.js');
        const socket = new ReconnectingWebSocket(url, { startClosed: true });
        return [socket instanceof EventTarget, Object.getOwnPropertyNames(socket)];
      },
      echoUrl(),
    );
    assert.deepEqual(found, [true, []]);
  });
});

function hideStop() {
  delete Event.prototype.cancelBubble;
}

async function runAll(url, names) {
  const { programs } = await import('/listeners.js');
  const { ReconnectingWebSocket } = await import('/package/dist/reconnecting.js');
  const logs = {};
  for (const name of names) {
    logs[name] = {
      native: await logOf(programs[name], native),
      ours: await logOf(programs[name], ReconnectingWebSocket),
    };
  }
  return logs;

  async function logOf(listeners, Class) {
    const lines = [];
    const log = (...values) => lines.push(values.map(String).join(' '));
    const onError = (event) => {
      log('reported', event.error);
      event.preventDefault();
    };
    addEventListener('error', onError);
    const socket = new Class(url);
    const at = (name) => (event) => log(name, event.data, event.isTrusted);
    const dispatch = () => socket.dispatchEvent(new MessageEvent('message', { data: 'of the page' }));
    // First, as the others may stop the event.
    const received = new Promise((resolve) => {
      const look = ({ data }) => data === 'last' && setTimeout(resolve);
      socket.addEventListener('message', look, true);
    });
    const isEarly = `${listeners}`.includes("'open'");
    let done = isEarly && listeners({ socket, at, log, dispatch });
    await next(socket, 'open');
    if (!isEarly) done = listeners({ socket, at, log, dispatch });
    socket.send('hello');
    socket.send('last');
    await received;
    await done;
    socket.close(1000);
    await next(socket, 'close');
    removeEventListener('error', onError);
    return lines;
  }
}
