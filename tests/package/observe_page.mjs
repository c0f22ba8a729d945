// What pages have in which sockets are observed.

/** Defines `load()`, `watch()`, `talk()` and `logOf()`. */
export function defineTools() {
  /** Both entries. */
  globalThis.load = async () => ({
    ...(await import('/package/dist/index.js')),
    ...(await import('/package/dist/observe.js')),
  });

  /** Keeps all records of an observer. */
  globalThis.watch = (observe, options) => {
    const records = [];
    const keep = (record) => records.push(record);
    const observation = observe({ created: keep, opened: keep, sent: keep, received: keep, closed: keep }, options);
    return { records, stop: () => observation.stop() };
  };

  /** Sends messages to an echo, waits for all of them, and closes. */
  globalThis.talk = async (socket, messages) => {
    if (socket.readyState === 0) await next(socket, 'open');
    const heard = new Promise((resolve) => {
      let count = 0;
      socket.addEventListener('message', () => {
        count += 1;
        if (count === messages.length) resolve();
      });
    });
    for (const message of messages) socket.send(message);
    await heard;
    const closed = next(socket, 'close');
    socket.close(1000, 'done');
    await closed;
  };

  /** Everything that a page can notice of an exchange, and of a connection that is refused. */
  globalThis.logOf = async (Class, server) => {
    const log = [];
    const note = (socket) => {
      for (const type of ['open', 'message', 'error', 'close']) {
        socket[`on${type}`] = ({ isTrusted, constructor, data, code }) =>
          log.push([type, isTrusted, constructor.name, data, code, socket.readyState]);
        socket.addEventListener(type, () => queueMicrotask(() => log.push(`microtask of ${type}`)), true);
      }
    };
    const socket = new Class(`${server}/echo`);
    note(socket);
    for (const attempt of [() => socket.send('early'), () => socket.close(1), () => new Class('x:')]) {
      try {
        attempt();
      } catch (error) {
        log.push([error.name, error.message]);
      }
    }
    await next(socket, 'open');
    socket.send('hello');
    log.push(socket.bufferedAmount);
    await next(socket, 'message');
    socket.close();
    await next(socket, 'close');
    const refused = new Class(`${server}/refuse`);
    note(refused);
    await next(refused, 'close');
    return log;
  };
}
