// What the constructor takes.
behaviours.push(({ WebSocketStream, server, url, failsToConstruct, outcomeOf, logging, text }) => ({
  'URLs that are refused': () => [
    failsToConstruct(),
    failsToConstruct('invalid:'),
    failsToConstruct('ftp://x/'),
    failsToConstruct(`${url}#`),
    failsToConstruct(`${url}#f`),
    failsToConstruct(Symbol()),
    failsToConstruct('ws://foo bar:x/'),
  ],
  'options that are refused': () => [
    failsToConstruct(url, true),
    failsToConstruct(url, 'x'),
    failsToConstruct(url, 1),
    failsToConstruct(url, { protocols: 'hi' }),
    failsToConstruct(url, { protocols: null }),
    failsToConstruct(url, { protocols: {} }),
    failsToConstruct(url, { protocols: ['a', 'a'] }),
    failsToConstruct(url, { protocols: [''] }),
    failsToConstruct(url, { protocols: ['a b'] }),
    failsToConstruct(url, { protocols: [Symbol()] }),
    failsToConstruct(url, { signal: null }),
    failsToConstruct(url, { signal: {} }),
    failsToConstruct(url, { signal: new EventTarget() }),
    failsToConstruct('invalid:', { protocols: 'hi' }),
    failsToConstruct('invalid:', { signal: null }),
    failsToConstruct('invalid:', { signal: AbortSignal.abort() }),
    failsToConstruct(url, { protocols: ['a', 'a'], signal: AbortSignal.abort() }),
  ],
  'options that are none': async () => {
    const found = [];
    for (const options of [
      undefined,
      null,
      {},
      [],
      () => {},
      { protocols: undefined, signal: undefined },
      { protocols: [] },
    ]) {
      const stream = new WebSocketStream(url, options);
      found.push((await stream.opened).protocol);
      stream.close();
    }
    return found;
  },
  "the order of the constructor's conversions": () => {
    const log = [];
    const protocols = {
      get [Symbol.iterator]() {
        log.push('iterator');
        return () => [text(log, 'item', 'a b')][Symbol.iterator]();
      },
    };
    const outcome = failsToConstruct(text(log, 'url', 'invalid:'), logging(log, { protocols }));
    return [
      log.filter((entry) => !['get closeTimeout', 'get connectTimeout', 'get receiveLimit'].includes(entry)),
      outcome,
    ];
  },
  'the URL as it was parsed': () => {
    const urls = [`${server}/echo?a b#`.slice(0, -1), server.replace('ws', 'HTTP'), `${server}/a/../echo?é`].map(
      (given) => {
        const stream = new WebSocketStream(given);
        stream.closed.catch(() => {});
        stream.opened.catch(() => {});
        stream.close();
        return stream.url.replace(server, 'server');
      },
    );
    return urls;
  },
  subprotocols: async () => {
    const found = [];
    for (const protocols of [['alpha', 'beta'], new Set(['beta'])]) {
      const stream = new WebSocketStream(url, { protocols });
      const { protocol, extensions } = await stream.opened;
      found.push(protocol, typeof extensions);
      stream.close();
    }
    const refused = new WebSocketStream(`${server}/protocol`, { protocols: ['alpha'] });
    return [found, await outcomeOf(refused.opened), await outcomeOf(refused.closed)];
  },
}));
