// What a signal does.
behaviours.push(({ server, WebSocketStream, url, connect, outcomeOf, thrownBy, told, task }) => ({
  'an aborted signal': async () => {
    const reason = new RangeError('own');
    const stream = new WebSocketStream(url, { signal: AbortSignal.abort(reason) });
    const outcomes = await Promise.all(
      [stream.opened, stream.closed].map((promise) => promise.catch((error) => error)),
    );
    stream.close();
    return [
      outcomes.map(told),
      outcomes.map((error) => error === reason),
      stream.url === url,
      thrownBy(() => stream.close({ closeCode: 1 })),
    ];
  },
  'a signal aborted while connecting': async () => {
    const controller = new AbortController();
    const stream = new WebSocketStream(`${server}/stall`, { signal: controller.signal });
    await task();
    controller.abort('why');
    return [await outcomeOf(stream.opened), await outcomeOf(stream.closed)];
  },
  'a signal aborted after close() while connecting': async () => {
    const controller = new AbortController();
    const stream = new WebSocketStream(`${server}/stall`, { signal: controller.signal });
    stream.close();
    controller.abort('why');
    return [await outcomeOf(stream.opened), await outcomeOf(stream.closed)];
  },
  'a signal aborted when connected': async () => {
    const controller = new AbortController();
    const { stream, reader, writer } = await connect('/echo', { signal: controller.signal });
    controller.abort();
    await writer.write('still here');
    const { value } = await reader.read();
    stream.close();
    return [value, await outcomeOf(stream.closed)];
  },
  'an abort event that no abort has fired': async () => {
    const { signal } = new AbortController();
    const stream = new WebSocketStream(url, { signal });
    signal.dispatchEvent(new Event('abort'));
    const outcome = await outcomeOf(stream.opened.then(() => 'opened'));
    stream.close();
    return outcome;
  },
}));
