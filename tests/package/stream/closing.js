// close() with each form of its argument.
behaviours.push(({ WebSocketStream, server, connect, ends, closing, outcomeOf }) => ({
  'close() with nothing': () => closing((stream) => stream.close()),
  'close() with an empty dictionary': () => closing((stream) => stream.close({})),
  'close() with null': () => closing((stream) => stream.close(null)),
  'close() with an empty reason': () => closing((stream) => stream.close({ reason: '' })),
  'close() with a code': () => closing((stream) => stream.close({ closeCode: 3456 })),
  'close() with a code and a reason': () => closing((stream) => stream.close({ closeCode: 3456, reason: 'why' })),
  'close() with a reason alone': () => closing((stream) => stream.close({ reason: 'why' })),
  'close() with a lone surrogate': () => closing((stream) => stream.close({ reason: 'a\uD800b' })),
  'close() with a fraction': () => closing((stream) => stream.close({ closeCode: 1000.9 })),
  'close() twice': () =>
    closing((stream) => {
      stream.close({ closeCode: 3000 });
      stream.close({ closeCode: 3001 });
    }),
  'close() and then writer.close()': () =>
    closing((stream, { writer }) => {
      stream.close({ closeCode: 3000 });
      return outcomeOf(writer.close());
    }),
  'close() while connecting': async () => {
    const stream = new WebSocketStream(`${server}/stall`);
    stream.close({ closeCode: 3000, reason: 'why' });
    return [await outcomeOf(stream.opened), await outcomeOf(stream.closed)];
  },
  'writes after close()': async () => {
    const { stream, reader, writer } = await connect();
    stream.close();
    const written = outcomeOf(writer.write('late'));
    return [
      await ends({ stream, reader, writer }),
      await written,
      await outcomeOf(writer.write('later')),
      await outcomeOf(reader.read()),
    ];
  },
  'a read that waits at the end': async () => {
    const { stream, reader } = await connect();
    const read = outcomeOf(reader.read());
    stream.close();
    return read;
  },
}));

// close() refuses some arguments, and converts the others in an order.
behaviours.push(({ connect, outcomeOf, thrownBy, logging, number, text }) => ({
  'close() refuses': async () => {
    const { stream, reader, writer } = await connect();
    const refused = [
      true,
      'x',
      { closeCode: 999 },
      { closeCode: 1001 },
      { closeCode: 2999 },
      { closeCode: 5000 },
      { closeCode: 65535 },
      { closeCode: 0 },
      { closeCode: -0.5 },
      { closeCode: null },
      { closeCode: 1n },
      { closeCode: Symbol() },
      { closeCode: 999.9 },
      { reason: 'x'.repeat(124) },
      { reason: '€'.repeat(42) },
      { reason: Symbol() },
      { closeCode: 1, reason: 'x'.repeat(124) },
      {
        closeCode: Symbol(),
        reason: {
          toString() {
            throw new RangeError();
          },
        },
      },
    ].map((info) => thrownBy(() => stream.close(info)));
    await writer.write('still open');
    const { value } = await reader.read();
    stream.close();
    await stream.closed;
    return [refused, value, thrownBy(() => stream.close({ closeCode: 1 })), thrownBy(() => stream.close())];
  },
  'close() with what is no unsigned short': async () => {
    const { stream } = await connect();
    const refused = [-1, 65536, NaN, Infinity, -Infinity, undefined].map((closeCode) =>
      thrownBy(() => stream.close({ closeCode })),
    );
    return [refused, await outcomeOf(stream.closed)];
  },
  "the order of close()'s conversions": async () => {
    const { stream } = await connect();
    const log = [];
    stream.close(logging(log, { closeCode: number(log, 'code', 3000), reason: text(log, 'reason', 'why') }));
    return [log, await outcomeOf(stream.closed)];
  },
}));

// The writer closes, or is aborted.
behaviours.push(({ WebSocketError, server, connect, ends, closing, outcomeOf }) => ({
  'writer.close()': () => closing((stream, { writer }) => outcomeOf(writer.close())),
  'writer.close() after writes': async () => {
    const id = Math.random();
    // No echo: nobody would read it, and a Close frame behind it might never be read either.
    const streams = await connect(`/send?text=&count=0&id=${id}`);
    streams.writer.write('first');
    streams.writer.write(new Uint8Array(1_000_000));
    const closed = await outcomeOf(streams.writer.close());
    const response = await fetch(`${server.replace('ws', 'http')}/report?id=${id}&wait`);
    const { messages, bytes, closeFrameBody } = await response.json();
    return [closed, messages, bytes, closeFrameBody, await outcomeOf(streams.stream.closed)];
  },
  'writer.close() while the server cuts': async () => {
    const streams = await connect('/play?close=end');
    return [await outcomeOf(streams.writer.close()), await ends(streams)];
  },
  'writer.abort()': () => closing((stream, { writer }) => outcomeOf(writer.abort())),
  'writer.abort() with what is no WebSocketError': () =>
    closing((stream, { writer }) => outcomeOf(writer.abort({ closeCode: 3333, reason: 'ignored' }))),
  'writer.abort() with a code': () =>
    closing((stream, { writer }) => outcomeOf(writer.abort(new WebSocketError('', { closeCode: 3333 })))),
  'writer.abort() with a code and a reason': () =>
    closing((stream, { writer }) =>
      outcomeOf(writer.abort(new WebSocketError('', { closeCode: 3333, reason: 'set' }))),
    ),
  'writer.abort() with a reason': () =>
    closing((stream, { writer }) => outcomeOf(writer.abort(new WebSocketError('', { reason: 'set' })))),
  'writer.abort() with a DOMException': () =>
    closing((stream, { writer }) =>
      outcomeOf(writer.abort(Object.assign(new DOMException(), { closeCode: 1000, reason: 'x' }))),
    ),
}));

// The reader is cancelled.
behaviours.push(({ WebSocketError, connect, speak, ends, closing, outcomeOf, script }) => ({
  'reader.cancel()': () => closing((stream, { reader }) => outcomeOf(reader.cancel())),
  'reader.cancel() with a code and a reason': () =>
    closing((stream, { reader }) =>
      outcomeOf(reader.cancel(new WebSocketError('', { closeCode: 3333, reason: 'set' }))),
    ),
  'reader.cancel() with a code that a page may not send': async () => {
    const { stream } = await speak('/drop?after=1');
    const error = await stream.closed.catch((reason) => reason);
    const streams = await connect();
    const cancelled = await outcomeOf(streams.reader.cancel(error));
    streams.stream.close({ closeCode: 3000 });
    return [cancelled, await outcomeOf(streams.stream.closed)];
  },
  'reader.cancel() and writer.abort()': () =>
    closing(async (stream, { reader, writer }) => [await outcomeOf(reader.cancel()), await outcomeOf(writer.abort())]),
  'messages after reader.cancel()': async () => {
    const streams = await connect(
      script({ after: 0, act: 'send', size: 3, count: 5 }, { after: 1, act: 'send', size: 3, count: 5 }),
    );
    await streams.reader.cancel();
    return [await outcomeOf(streams.reader.read()), await ends(streams)];
  },
}));
