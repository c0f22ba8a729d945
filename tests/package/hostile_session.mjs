// Programs for a page that watches the package: they use the class and the other exports, and log the results.
import { IN_WORKERS } from './hostile_session_in_workers.mjs';

/** The scripts, in their order: they define `session`, the programs by topic. */
export const SESSION = [
  defineAttempts,
  defineExchange,
  defineRefusals,
  defineConnections,
  defineObserving,
  defineTimersAndGlobal,
  defineReconnecting,
  ...IN_WORKERS,
];

function defineAttempts() {
  // An array would be iterated by functions that belong to the page.
  const sequence = (...items) => {
    let count = 0;
    const next = () => (count === items.length ? { done: true } : { done: false, value: items[count++] });
    return { [Symbol.iterator]: () => ({ next }) };
  };

  const attempt = (log, stage, run) => {
    spying.stage = stage;
    try {
      log.push([stage, run()]);
    } catch (error) {
      log.push([stage, error.name, error instanceof TypeError, error instanceof DOMException]);
    }
    spying.stage = `after ${stage}`;
  };
  const snapshotOf = (inspector) => JSON.stringify({ ...inspector.snapshot(), openSince: undefined });

  globalThis.attempts = { attempt, sequence, snapshotOf };
  globalThis.session = {};
}

function defineExchange() {
  const { attempt, sequence, snapshotOf } = attempts;

  session.exchange = async ({ WebSocket, inspect }, url) => {
    const log = [];
    let socket;
    let inspector;
    attempt(log, 'construction', () => {
      socket = new WebSocket(`${url}/protocol?answer=b`, sequence('a', 'b'));
    });
    attempt(log, 'inspect()', () => {
      inspector = inspect(socket);
    });
    attempt(log, 'getters', () => [
      socket.readyState,
      socket.bufferedAmount,
      socket.binaryType,
      socket.url,
      socket.onopen,
    ]);
    log.push([(await next(socket, 'open')).isTrusted, socket.protocol]);
    attempt(log, 'binaryType', () => {
      socket.binaryType = 'arraybuffer';
    });
    const bytes = new Uint8Array([0, 1, 2, 3]);
    for (const data of [
      'ü',
      1.5,
      null,
      bytes,
      bytes.buffer,
      bytes.subarray(1, 3),
      new DataView(bytes.buffer, 1, 2),
      new Blob(['b']),
    ]) {
      attempt(log, `send() of ${Object.prototype.toString.call(data)}`, () => socket.send(data));
      const { data: echo, isTrusted } = await next(socket, 'message');
      log.push([typeof echo === 'string' ? echo : [...new Uint8Array(echo)], isTrusted]);
    }
    attempt(log, 'snapshot()', () => snapshotOf(inspector));
    attempt(log, 'close()', () => socket.close(3001, 'bye ü'));
    for (const data of ['late ü', bytes, new Blob(['late'])])
      attempt(log, 'send() after close()', () => socket.send(data));
    const { code, reason, wasClean } = await next(socket, 'close');
    log.push([code, reason, wasClean, socket.readyState, socket.bufferedAmount]);
    attempt(log, 'detach()', () => inspector.detach());
    attempt(log, 'snapshot()', () => snapshotOf(inspector));
    return log;
  };
}

function defineRefusals() {
  const { attempt, sequence } = attempts;

  session.refusals = async ({ WebSocket, inspect }, url) => {
    const log = [];
    const socket = new WebSocket(`${url}/stall`);
    const { get } = Object.getOwnPropertyDescriptor(WebSocket.prototype, 'readyState');
    attempt(log, 'construction without arguments', () => new WebSocket());
    attempt(log, 'construction without new', () => WebSocket(url));
    attempt(log, 'construction with a bad host', () => new WebSocket('ws://a b/'));
    attempt(log, 'construction with another scheme', () => new WebSocket('ftp://h/'));
    attempt(log, 'construction with a bad subprotocol', () => new WebSocket(url, 'a b'));
    attempt(log, 'construction with a repeated subprotocol', () => new WebSocket(url, sequence('a', 'a')));
    attempt(log, 'early send()', () => socket.send('early'));
    attempt(log, 'send() without arguments', () => socket.send());
    attempt(log, 'send() of a symbol', () => socket.send(Symbol('s')));
    attempt(log, 'send() of resizable memory', () => socket.send(new ArrayBuffer(1, { maxByteLength: 2 })));
    attempt(log, 'close() with a bad code', () => socket.close(2999));
    attempt(log, 'close() with a long reason', () => socket.close(1000, 'x'.repeat(124)));
    attempt(log, 'a getter of another receiver', () => Reflect.apply(get, {}, []));
    attempt(log, 'inspect() of another object', () => inspect({}));
    attempt(log, 'close() while connecting', () => socket.close());
    log.push([socket.readyState, (await next(socket, 'error')).type, (await next(socket, 'close')).code]);
    return log;
  };
}

function defineConnections() {
  const { attempt } = attempts;

  session.connections = async ({ WebSocket }, url) => {
    const log = [];
    const open = async (stage, make) => {
      let socket;
      attempt(log, stage, () => {
        socket = make();
      });
      const { type } = await Promise.race([next(socket, 'open'), next(socket, 'close')]);
      log.push([type, socket.url, socket.protocol, socket.readyState]);
      socket.close();
    };
    await open('construction with an http URL', () => new WebSocket(`${url}/echo`.replace('ws', 'http')));
    await open('construction with a relative URL', () => new WebSocket('/nowhere'));
    await open('construction with options', () => new WebSocket(`${url}/protocol?answer=x`, { protocols: 'x' }));
    await open('construction of a subclass', () => new (class extends WebSocket {})(`${url}/echo`));
    await open('an unacknowledged subprotocol', () => new WebSocket(`${url}/protocol`, 'x'));
    await open('a refused connection', () => new WebSocket(`${url}/refuse`));
    return log;
  };
}

function defineObserving() {
  const { attempt } = attempts;

  session.observing = async ({ WebSocket, observe }, url) => {
    const log = [];
    // What it calls would count as called by the package.
    const told = { __proto__: null, length: 0 };
    const note = ({ id: _, time, ...rest }) => {
      told[told.length++] = { ...rest, time: typeof time };
    };
    const callbacks = { created: note, opened: note, sent: note, received: note, closed: note };
    let observation;
    let socket;
    attempt(log, 'observe()', () => {
      observation = observe(callbacks, { content: true, filter: () => true });
    });
    attempt(log, 'construction', () => {
      socket = new WebSocket(`${url}/echo`);
    });
    await next(socket, 'open');
    socket.binaryType = 'arraybuffer';
    for (const data of ['ü', new Uint8Array([1, 2])]) {
      attempt(log, 'send()', () => socket.send(data));
      await next(socket, 'message');
    }
    attempt(log, 'close()', () => socket.close(3001, 'bye'));
    await next(socket, 'close');
    attempt(log, 'stop()', () => observation.stop());
    for (let index = 0; index < told.length; index += 1) {
      const { content } = told[index];
      log.push([told[index], content instanceof ArrayBuffer && [...new Uint8Array(content)]]);
    }
    return log;
  };
}

function defineTimersAndGlobal() {
  const { attempt } = attempts;

  // Timers and the time are the page's.
  session.clocks = async ({ WebSocket, drained }, url) => {
    const log = [];
    let socket;
    attempt(log, 'construction with a connectTimeout', () => {
      socket = new WebSocket(`${url}/stall`, { connectTimeout: 20 });
    });
    log.push((await next(socket, 'close')).code);
    attempt(log, 'construction with a closeTimeout', () => {
      socket = new WebSocket(`${url}/echo`, { closeTimeout: 10_000 });
    });
    await next(socket, 'open');
    attempt(log, 'send() of much', () => socket.send(new Uint8Array(2 ** 20)));
    await drained(socket);
    attempt(log, 'close() with a closeTimeout', () => socket.close(1000));
    log.push((await next(socket, 'close')).code);
    return log;
  };

  session.global = async ({ WebSocket, install, uninstall }) => {
    const log = [];
    const isOurs = () => globalThis.WebSocket === WebSocket;
    attempt(log, 'install()', () => [install() === WebSocket, isOurs()]);
    attempt(log, 'uninstall()', () => [uninstall() === globalThis.WebSocket, isOurs()]);
    return log;
  };
}

function defineReconnecting() {
  const { attempt } = attempts;

  session.reconnecting = async ({ ReconnectingWebSocket }, url) => {
    const log = [];
    const bytes = new Uint8Array([1, 2]);
    const options = { firstDelay: 1, heartbeat: { interval: 60_000, payload: () => 'ping', isAnswer: () => false } };
    let closes = 0;
    let socket;
    attempt(log, 'construction', () => {
      socket = new ReconnectingWebSocket(`${url}/protocol?answer=b`, 'b', options);
    });
    attempt(log, 'construction with a bad option', () => new ReconnectingWebSocket(url, { growth: 0 }));
    attempt(log, 'early send()', () => socket.send('early'));
    attempt(log, 'getters', () => [socket.readyState, socket.bufferedAmount, socket.binaryType, socket.attempts]);
    const { isTrusted, target } = await next(socket, 'open');
    log.push([isTrusted, target === socket, socket.protocol]);
    log.push((await next(socket, 'message')).data);
    attempt(log, 'binaryType', () => {
      socket.binaryType = 'arraybuffer';
    });
    for (const data of ['ü', bytes, bytes.buffer, new DataView(bytes.buffer, 1), new Blob(['b'])]) {
      attempt(log, `send() of ${Object.prototype.toString.call(data)}`, () => socket.send(data));
      const { data: echo, isTrusted } = await next(socket, 'message');
      log.push([typeof echo === 'string' ? echo : [...new Uint8Array(echo)], isTrusted]);
    }
    attempt(log, 'onclose', () => {
      socket.onclose = () => {
        closes += 1;
      };
    });
    attempt(log, 'reconnect()', () => socket.reconnect(3000, 'again'));
    attempt(log, 'send() meanwhile', () => socket.send('meanwhile'));
    await next(socket, 'message');
    attempt(log, 'close()', () => socket.close(3001, 'bye ü'));
    const { code, reason, wasClean } = await next(socket, 'close');
    log.push([code, reason, wasClean, socket.readyState, closes]);
    attempt(log, 'takeQueued()', () => socket.takeQueued().length);
    return log;
  };
}
