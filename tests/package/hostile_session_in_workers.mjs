// Programs for a page that watches the package: the life of a socket whose connection is in a worker, of this page or of many, or in the
// page itself.

/** The scripts, in their order: they add the programs `worker`, `shared` and `alone` to `session`. */
export const IN_WORKERS = [defineLife, defineRefusal, defineConflict, defineAbort, defineKinds];

function defineLife() {
  const { attempt, sequence } = attempts;
  const bytes = new Uint8Array([1, 2]);
  const contentOf = async (data) => {
    if (typeof data === 'string') return data;
    return [...new Uint8Array(data instanceof Blob ? await data.arrayBuffer() : data)];
  };

  // What it can be asked and told, and what it fires. A function of the page is called by the package: it only returns what is there.
  const begin = async (log, Class, worker, url) => {
    const address = `${url}/protocol?answer=b`;
    const heartbeat = { payload: 'ping', answer: 'pong' };
    let socket;
    attempt(log, 'construction', () => {
      const options = { protocols: () => sequence('a', 'b'), key: 'hostile', linger: 0, heartbeat };
      socket = new Class(worker && (() => worker), () => address, options);
    });
    attempt(log, 'construction without arguments', () => new Class());
    attempt(log, 'construction with a bad URL', () => new Class(worker, 'ftp://h/'));
    attempt(log, 'construction with a bad option', () => new Class(worker, url, { batch: -1 }));
    attempt(log, 'early send()', () => socket.send('early'));
    attempt(log, 'getters', () => [socket.readyState, socket.bufferedAmount, socket.binaryType, socket.url]);
    const { isTrusted, target } = await next(socket, 'open');
    log.push([isTrusted, target === socket, socket.protocol, socket.readyState, socket.isShared]);
    log.push((await next(socket, 'message')).data);
    return socket;
  };

  const exchange = async (log, socket) => {
    for (const type of ['blob', 'arraybuffer']) {
      attempt(log, 'binaryType', () => {
        socket.binaryType = type;
      });
      for (const data of ['ü', bytes, bytes.buffer, new DataView(bytes.buffer, 1), new Blob(['b'])]) {
        attempt(log, `send() of ${Object.prototype.toString.call(data)}`, () => socket.send(data));
        log.push(await contentOf((await next(socket, 'message')).data));
      }
    }
  };

  const end = async (log, socket) => {
    let closes = 0;
    attempt(log, 'onclose', () => {
      socket.onclose = () => {
        closes += 1;
      };
    });
    attempt(log, 'reconnect()', () => socket.reconnect(3000, 'again'));
    attempt(log, 'send() meanwhile', () => socket.send('meanwhile'));
    await next(socket, 'message');
    attempt(log, 'the page is kept', () => document.dispatchEvent(new Event('freeze')));
    attempt(log, 'the page is back', () => document.dispatchEvent(new Event('resume')));
    attempt(log, 'close() with a bad code', () => socket.close(2999));
    attempt(log, 'close()', () => socket.close(3001, 'bye ü'));
    attempt(log, 'late send()', () => socket.send('late'));
    const { code, reason, wasClean } = await next(socket, 'close');
    log.push([code, reason, wasClean, socket.readyState, closes, socket.missed, socket.undelivered]);
  };

  globalThis.lifeOf = async (...given) => {
    const log = [];
    const socket = await begin(log, ...given);
    await exchange(log, socket);
    await end(log, socket);
    return log;
  };
}

function defineRefusal() {
  const { attempt } = attempts;

  // By options that only the worker knows to be wrong.
  globalThis.refusalOf = async (Class, worker, url) => {
    const log = [];
    let socket;
    attempt(log, 'construction with what the worker refuses', () => {
      socket = new Class(worker, url, { growth: 0 });
    });
    const { error } = await next(socket, 'error');
    log.push(String(error));
    return log;
  };
}

function defineConflict() {
  const { attempt } = attempts;

  // A second tab with the same options, and a third with others.
  globalThis.conflictOf = async (Class, worker, url) => {
    const log = [];
    const options = { key: 'conflict', protocols: 'b', linger: 0 };
    const join = (stage, more) => {
      let socket;
      attempt(log, stage, () => {
        socket = new Class(worker, `${url}/protocol?answer=b`, { ...options, ...more });
      });
      return socket;
    };
    const first = join('construction');
    await next(first, 'open');
    const second = join('construction with the same options');
    await next(second, 'open');
    const { error } = await next(join('construction with other options', { growth: 3, maxDelay: 9 }), 'error');
    log.push(String(error), second.protocol);
    second.close();
    await next(second, 'close');
    first.close();
    log.push((await next(first, 'close')).code);
    return log;
  };
}

function defineAbort() {
  const { attempt } = attempts;

  globalThis.abortOf = async (Class, worker, url) => {
    const log = [];
    const controller = new AbortController();
    let socket;
    attempt(log, 'construction with a signal, in batches', () => {
      socket = new Class(worker, `${url}/echo`, { batch: 1, linger: 0, signal: controller.signal });
    });
    await next(socket, 'open');
    attempt(log, 'send() in batches', () => socket.send('in a batch'));
    log.push((await next(socket, 'message')).data);
    attempt(log, 'abort()', () => controller.abort());
    log.push((await next(socket, 'close')).code);
    return log;
  };
}

function defineKinds() {
  const SCRIPT = '/package/dist/shared.worker.js';
  const { SharedWorker, Worker } = globalThis;
  // One after the other.
  const all = async (...given) => [
    await lifeOf(...given),
    await refusalOf(...given),
    await conflictOf(...given),
    await abortOf(...given),
  ];
  session.worker = ({ WorkerWebSocket }, url) => all(WorkerWebSocket, new Worker(SCRIPT), url);
  session.shared = ({ SharedWebSocket }, url) => all(SharedWebSocket, new SharedWorker(SCRIPT), url);
  session.alone = ({ SharedWebSocket }, url) => all(SharedWebSocket, undefined, url);
}
