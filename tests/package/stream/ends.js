// How the server, or the network, closes.
behaviours.push(
  ({
    server,
    WebSocketStream,
    WebSocketError,
    url,
    connect,
    speak,
    ends,
    orderAtEnd,
    readAll,
    outcomeOf,
    told,
    script,
  }) => ({
    'the server closes with nothing': () => connect('/close').then(ends),
    'the server closes with a code': () => connect('/close?code=4321&reason=bye').then(ends),
    'the server closes with 1001': () => connect('/close?code=1001&reason=gone').then(ends),
    'the server closes after messages that were read': async () => {
      const streams = await connect('/send?text=hi&count=3&close');
      return [await readAll(streams.reader), await ends(streams)];
    },
    'the server closes after messages that nobody has read': async () => {
      const streams = await connect('/send?text=hi&count=3&close');
      const closed = await outcomeOf(streams.stream.closed);
      return [closed, await readAll(streams.reader), await ends(streams)];
    },
    'the server drops the connection': () => speak('/drop?after=1').then(ends),
    'the server drops the connection after messages that nobody has read': async () => {
      const streams = await speak(script({ after: 1, act: 'send', size: 3, count: 3 }, { after: 1, act: 'end' }));
      const closed = await outcomeOf(streams.stream.closed);
      return [closed, await outcomeOf(streams.reader.read()), await ends(streams)];
    },
    'the server sends what is no UTF-8': () => speak(script({ after: 1, act: 'raw', bytes: '8102fffe' })).then(ends),
    'the server sends a broken frame': () => speak(script({ after: 1, act: 'raw', bytes: 'c100' })).then(ends),
    'the server cuts while closing': async () => {
      const streams = await connect('/play?close=end');
      streams.stream.close({ closeCode: 4000, reason: 'because' });
      return ends(streams);
    },
    'errors of one end are the same object': async () => {
      const { stream, reader, writer } = await speak('/drop?after=1');
      const [closed, read, written] = await Promise.all(
        [stream.closed, reader.closed, writer.closed].map((promise) => promise.catch((error) => error)),
      );
      return [
        closed === read,
        read === written,
        closed instanceof WebSocketError,
        closed.constructor === WebSocketError,
        told(closed),
      ];
    },
    'connections that fail': async () => {
      const found = [];
      for (const path of ['/refuse', '/reset', '/nothing']) {
        const stream = new WebSocketStream(`${server}${path}`);
        const [opened, closed] = await Promise.all(
          [stream.opened, stream.closed].map((promise) => promise.catch((error) => error)),
        );
        found.push(told(opened), told(closed), opened === closed, opened instanceof WebSocketError);
      }
      return found;
    },
    'the order of what happens at a clean end': () => connect('/close?code=3000').then(orderAtEnd),
    'the order of what happens at an unclean end': () => speak('/drop?after=1').then(orderAtEnd),
    'the order of what happens at open': async () => {
      const log = [];
      const stream = new WebSocketStream(url);
      await stream.opened.then(({ readable, writable }) => {
        log.push('opened');
        const writer = writable.getWriter();
        writer.ready.then(() => log.push('ready'));
        log.push(writer.desiredSize);
        writer.write('x').then(() => log.push('written'));
        log.push(writer.desiredSize);
        return readable.getReader().read();
      });
      log.push('read');
      stream.close();
      return log;
    },
    'rejections that nobody handles': async () => {
      const reasons = new Map();
      // Reported after all that were there before it.
      const control = new RangeError('control');
      const isOver = new Promise((resolve) => {
        addEventListener('unhandledrejection', function report(event) {
          event.preventDefault();
          reasons.set(event.promise, event.reason);
          if (event.reason !== control) return;
          removeEventListener('unhandledrejection', report);
          resolve();
        });
      });
      const failed = new WebSocketStream(`${server}/refuse`);
      const dropped = await speak('/drop?after=1');
      const unhandled = [failed.closed, dropped.stream.closed];
      await Promise.all([outcomeOf(failed.opened), outcomeOf(dropped.reader.closed)]);
      Promise.reject(control);
      await isOver;
      return unhandled.filter((promise) => reasons.has(promise)).map((promise) => told(reasons.get(promise)));
    },
  }),
);
