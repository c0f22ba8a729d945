// What a WebSocketStream does, as tables: they run in a page or a worker, on the native class or on ours, and tell the outcomes.
(() => {
  /** Tables, each a function of what its rows use: name → what to do, and what to tell of it. */
  globalThis.behaviours = [];

  /** A value in a form that can be compared and leave the page. Messages are everyone's own. */
  const told = (value) => {
    if (typeof value === 'bigint' || typeof value === 'symbol') return String(value);
    if (value instanceof Error || value instanceof DOMException) {
      const { name, closeCode, reason } = value;
      return closeCode === undefined ? name : { name, closeCode, reason };
    }
    // A row of its own tells of their class.
    if (value instanceof Uint8Array || value instanceof ArrayBuffer) return `bytes ${new Uint8Array(value)}`;
    if (Array.isArray(value)) return value.map(told);
    if (value && typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype) {
      return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, told(part)]));
    }
    if (value && typeof value === 'object') return Object.prototype.toString.call(value);
    return value === undefined ? 'undefined' : value;
  };

  const outcomeOf = async (promise) => {
    try {
      return { value: told(await promise) };
    } catch (error) {
      return { error: told(error) };
    }
  };

  const thrownBy = (act) => {
    try {
      return told(act());
    } catch (error) {
      return told(error);
    }
  };

  const task = () =>
    new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        port1.close();
        resolve();
      };
      port2.postMessage('');
    });

  const descriptorsOf = (object) =>
    Reflect.ownKeys(object)
      .map(String)
      .sort()
      .map((key) => {
        const name = key.startsWith('Symbol(') ? Symbol.toStringTag : key;
        const { get, set, value, ...flags } = Object.getOwnPropertyDescriptor(object, name);
        const tell = (it) =>
          typeof it === 'function'
            ? `${it.name}/${it.length}`
            : typeof it === 'string' || typeof it === 'number'
              ? it
              : typeof it;
        return `${key} ${Object.keys(flags)
          .filter((flag) => flags[flag])
          .sort()} ${[get, set, value].map(tell)}`;
      });

  const script = (...acts) => `/play?script=${encodeURIComponent(JSON.stringify(acts))}`;

  /** What the rows use. */
  const toolsFor = ({ WebSocketStream, WebSocketError }, server) => {
    const connect = async (path = '/echo', options = undefined) => {
      const stream = new WebSocketStream(`${server}${path}`, options);
      const { readable, writable } = await stream.opened;
      const streams = { reader: readable.getReader(), writer: writable.getWriter() };
      streams.writer.closed.catch(() => {});
      streams.reader.closed.catch(() => {});
      streams.writer.ready.catch(() => {});
      return { stream, ...streams };
    };

    /** Connects to a server that acts when it has got a message. */
    const speak = async (path) => {
      const streams = await connect(path);
      streams.writer.write('go').catch(() => {});
      return streams;
    };

    /** What becomes of all that a stream has promised. */
    const ends = async ({ stream, reader, writer }) =>
      Object.fromEntries(
        await Promise.all(
          [
            ['closed', stream.closed],
            ['reader', reader.closed],
            ['writer', writer.closed],
          ].map(async ([name, promise]) => [name, await outcomeOf(promise)]),
        ),
      );

    const readAll = async (reader) => {
      const read = [];
      for (;;) {
        const { value, done } = await reader.read();
        if (done) return read;
        read.push(told(value));
      }
    };

    /** What a constructor with these arguments throws. */
    const failsToConstruct = (...args) => thrownBy(() => new WebSocketStream(...args));
    const url = `${server}/echo`;
    const logging = (log, members) =>
      new Proxy(members, {
        get: (target, name) => (log.push(`get ${String(name)}`), target[name]),
      });
    const number = (log, name, value) => ({ valueOf: () => (log.push(name), value) });
    const text = (log, name, value) => ({ toString: () => (log.push(name), value) });

    function errorOf(error) {
      const { name, message, code, closeCode, reason } = error;
      return {
        name,
        message,
        code,
        closeCode,
        reason,
        text: String(error),
        tag: Object.prototype.toString.call(error),
        own: Object.keys(error),
      };
    }

    async function closing(act, path = '/echo') {
      const streams = await connect(path);
      const found = await act(streams.stream, streams);
      return [found === undefined ? 'nothing' : found, await ends(streams)];
    }

    async function orderAtEnd({ stream, reader, writer }) {
      const log = [];
      const note = (name, promise) =>
        promise.then(
          () => log.push(`${name} resolved`),
          () => log.push(`${name} rejected`),
        );
      await Promise.all([
        note('closed', stream.closed),
        note('reader', reader.closed),
        note('writer', writer.closed),
        note('read', reader.read()),
      ]);
      return log;
    }

    return {
      WebSocketStream,
      WebSocketError,
      server,
      url,
      connect,
      speak,
      ends,
      closing,
      orderAtEnd,
      readAll,
      failsToConstruct,
      outcomeOf,
      thrownBy,
      told,
      task,
      descriptorsOf,
      script,
      logging,
      number,
      text,
      errorOf,
    };
  };

  /** Runs all rows, some of them at a time: Chromium holds back who connects too often at once. Resolves to name → outcome. */
  globalThis.runBehaviours = async (classes, server) => {
    const tools = toolsFor(classes, server);
    const rows = behaviours.flatMap((table) => Object.entries(table(tools)));
    const outcomes = {};
    const runRest = async () => {
      for (let row = rows.shift(); row; row = rows.shift()) {
        const [name, run] = row;
        outcomes[name] = await within(10_000, outcomeOf((async () => run())()));
      }
    };
    await Promise.all(Array.from({ length: AT_A_TIME }, runRest));
    return outcomes;
  };

  const AT_A_TIME = 8;

  const within = (milliseconds, promise) => {
    const late = new Promise((resolve) => {
      setTimeout(resolve, milliseconds, `nothing within ${milliseconds} ms`);
    });
    return Promise.race([promise, late]);
  };
})();
