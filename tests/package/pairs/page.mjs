// Runs one pair of features through one phase of a connection, in a page, and says what does not hold.

export function definePairs() {
  const MIB = 2 ** 20;
  const sleep = (milliseconds) =>
    new Promise((resolve) => {
      setTimeout(resolve, milliseconds);
    });
  const within = (promise, name) =>
    Promise.race([
      promise,
      sleep(8_000).then(() => {
        throw new Error(`${name}: not within 8 s`);
      }),
    ]);

  /** What the two kinds of sockets have in common: events are counted from the beginning. */
  const ofSocket = (socket, canForce) => {
    const seen = { open: 0, error: 0, close: 0, messages: [], late: 0 };
    let isClosing = false;
    for (const type of ['open', 'error', 'close'])
      socket.addEventListener(type, () => {
        seen[type] += 1;
      });
    socket.addEventListener('message', ({ data }) => {
      seen.messages.push(data);
      if (isClosing) seen.late += 1;
    });
    const ended = new Promise((resolve) => {
      socket.addEventListener('close', ({ code, wasClean }) => resolve({ code, wasClean }));
    });
    socket.binaryType = 'arraybuffer';
    return {
      socket,
      seen,
      ended,
      opened: new Promise((resolve) => {
        socket.addEventListener('open', resolve);
      }),
      send: (data) => socket.send(data),
      close() {
        isClosing = true;
        socket.close(1000);
      },
      force: canForce ? () => socket.close() : undefined,
      async received(count) {
        while (seen.messages.length < count)
          await new Promise((resolve) => {
            socket.addEventListener('message', resolve, { once: true });
          });
      },
    };
  };

  const ofStream = (stream) => {
    const seen = { open: 0, error: 0, close: 0, messages: [], late: 0 };
    let writer;
    const opened = stream.opened.then(({ readable, writable }) => {
      seen.open += 1;
      writer = writable.getWriter();
      writer.closed.catch(() => {});
      return readable.getReader();
    });
    const ended = stream.closed
      .then(
        ({ closeCode }) => ({ code: closeCode, wasClean: true }),
        ({ closeCode }) => {
          seen.error += 1;
          return { code: closeCode ?? 1006, wasClean: false };
        },
      )
      .finally(() => {
        seen.close += 1;
      });
    return {
      seen,
      ended,
      opened,
      send: (data) => {
        writer.write(data).catch(() => {});
      },
      close: () => stream.close({ closeCode: 1000 }),
      force: () => writer?.abort().catch(() => {}),
      async received(count) {
        const reader = await opened;
        while (seen.messages.length < count) seen.messages.push((await reader.read()).value);
      },
    };
  };

  const KINDS = {
    WebSocket: ({ WebSocket }, url, options) => ofSocket(new WebSocket(url, options)),
    ReconnectingWebSocket: ({ ReconnectingWebSocket }, url, options) =>
      ofSocket(new ReconnectingWebSocket(url, { ...options, shouldReconnect: () => false }), true),
    WebSocketStream: ({ WebSocketStream }, url, options) => ofStream(new WebSocketStream(url, options)),
  };

  /** What ends a connection that does not end by itself: the options of the pair, one more call, or the server. */
  const endOf = ({ has, controller, force }) => {
    if (has('closeTimeout')) return () => {};
    if (has('signal')) return () => controller.abort();
    return force;
  };

  const PHASES = {
    async 'a connect that stalls'({ make, controller, has, check }) {
      const one = make('/stall');
      await sleep(30);
      if (has('signal')) controller.abort();
      else if (!has('connectTimeout')) one.close();
      const { code, wasClean } = await within(one.ended, 'the end');
      check(
        one.seen.open === 0 && code === 1006 && !wasClean,
        `it has failed, and not ${JSON.stringify([one.seen, code, wasClean])}`,
      );
      return one;
    },

    async 'an exchange'({ make, has, drained, inspect, check }) {
      const one = make('/echo');
      const inspector = has('inspector') && inspect(one.socket);
      await within(one.opened, 'open');
      const texts = Array.from({ length: 20 }, (_, index) => `${index}`.padEnd(100 * ((index % 7) + 1), 'x'));
      for (const text of texts) one.send(has('Blobs') ? new Blob([text]) : text);
      if (has('drained'))
        await within(drained(one.socket), 'drained()').then(() =>
          check(one.socket.bufferedAmount === 0, 'nothing is left when drained() resolves'),
        );
      await within(one.received(20), 'the echoes');
      const echoes = one.seen.messages.map((data) =>
        typeof data === 'string' ? data : new TextDecoder().decode(data),
      );
      check(echoes.join() === texts.join(), 'the messages are in their order');
      one.close();
      const { code, wasClean } = await within(one.ended, 'the end');
      check(code === 1000 && wasClean, `the end is clean, and not ${code}`);
      if (inspector) {
        const { sent, received, queued, dropped } = inspector.snapshot();
        const bytes = texts.join('').length;
        const account = [sent, received, queued, dropped].map(({ messages, bytes }) => [messages, bytes]);
        check(
          JSON.stringify(account) ===
            JSON.stringify([
              [20, bytes],
              [20, bytes],
              [0, 0],
              [0, 0],
            ]),
          `the account is what the page saw, and not ${JSON.stringify(account)}`,
        );
      }
      return one;
    },

    async 'close() while something waits'({ make, drained, inspect, has, controller, check }) {
      const one = make(endOf({ has, controller }) || make.canForce ? '/slow' : '/slow?for=150');
      const inspector = has('inspector') && inspect(one.socket);
      await within(one.opened, 'open');
      const piece = new Uint8Array(MIB);
      for (let index = 0; index < 12; index += 1) one.send(has('Blobs') ? new Blob([piece]) : piece);
      const wait =
        has('drained') &&
        drained(one.socket).then(
          () => 'resolved',
          () => 'rejected',
        );
      one.close();
      await sleep(20);
      endOf({ has, controller, force: one.force })?.();
      await within(one.ended, 'the end');
      check(one.seen.late === 0, `no message after close(), and not ${one.seen.late}`);
      if (wait) await within(wait, 'drained()');
      if (inspector) {
        const { sent, queued, dropped } = inspector.snapshot();
        check(
          sent.messages + queued.messages + dropped.messages === 12,
          `each message is in the account once: ${JSON.stringify([sent, queued, dropped])}`,
        );
      }
      return one;
    },

    async 'a server that does not answer the Close frame'({ make, drained, has, controller, check }) {
      const one = make(endOf({ has, controller }) || make.canForce ? '/no-close-answer' : '/no-close-answer?for=100');
      await within(one.opened, 'open');
      one.send('x');
      await within(one.received(1), 'the echo');
      const wait =
        has('drained') &&
        drained(one.socket).then(
          () => 'resolved',
          () => 'rejected',
        );
      one.close();
      await sleep(20);
      endOf({ has, controller, force: one.force })?.();
      const { code, wasClean } = await within(one.ended, 'the end');
      if (endOf({ has, controller, force: one.force }))
        check(code === 1006 && !wasClean, `it has failed, and not ${code}`);
      if (wait) await within(wait, 'drained()');
      return one;
    },
  };

  let stalls = 0;
  /** The servers that let connects stall take turns: each can have only so many. */
  const urlOf = ({ others, stalling }, path) => {
    if (path !== '/stall') return `${others}${path}`;
    stalls += 1;
    return `${stalling[stalls % stalling.length]}${path}`;
  };

  const run = async (entries, servers, kind, pair, phase) => {
    const problems = [];
    const has = (feature) => pair.includes(feature);
    const controller = new AbortController();
    const options = {};
    if (has('highWaterMark')) options.highWaterMark = 1_000;
    if (has('closeTimeout')) options.closeTimeout = 150;
    if (has('connectTimeout')) options.connectTimeout = phase.includes('stalls') ? 150 : 8_000;
    if (has('signal')) options.signal = controller.signal;
    if (has('subprotocols')) options.protocols = ['chat', 'talk'];
    const make = (path) => KINDS[kind](entries, urlOf(servers, path), options);
    make.canForce = kind === 'ReconnectingWebSocket';
    const check = (holds, rule) => {
      if (!holds) problems.push(`${kind}, ${pair.join(' and ')}, ${phase}: ${rule}`);
    };
    try {
      const { seen } = await PHASES[phase]({ ...entries, make, has, controller, check });
      await sleep(20);
      check(seen.close === 1 && seen.error <= 1 && seen.open <= 1, `one end, and not ${JSON.stringify(seen)}`);
    } catch (error) {
      check(false, String(error.stack ?? error));
    }
    return problems;
  };

  /** Runs all pairs of these features through all phases; resolves to how many that were, and what did not hold. */
  globalThis.runPairs = async (entries, servers, kind, features, phasesWithout, atOnce) => {
    const pairs = features.flatMap((first, index) => features.slice(index + 1).map((second) => [first, second]));
    const runs = pairs.flatMap((pair) =>
      Object.keys(PHASES)
        .filter((phase) => !pair.some((feature) => phasesWithout[feature]?.some((word) => phase.includes(word))))
        .map((phase) => [pair, phase]),
    );
    const { length: count } = runs;
    const problems = [];
    const runRest = async () => {
      for (let next = runs.shift(); next; next = runs.shift())
        problems.push(...(await run(entries, servers, kind, ...next)));
    };
    await Promise.all(Array.from({ length: atOnce }, runRest));
    return { count, problems };
  };
}
