// Functions for the rows of the tables that use connected streams.
{
  const { told, outcomeOf, thrownBy } = tools;

  /** The outcomes of all promises of a stream. */
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

  const orderAtEnd = async ({ stream, reader, writer }) => {
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
  };

  /** All functions and values that the rows use, for one pair of classes. */
  globalThis.toolsFor = ({ WebSocketStream, WebSocketError }, server) => {
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

    const closing = async (act, path = '/echo') => {
      const streams = await connect(path);
      const found = await act(streams.stream, streams);
      return [found === undefined ? 'nothing' : found, await ends(streams)];
    };

    return {
      ...tools,
      WebSocketStream,
      WebSocketError,
      server,
      url: `${server}/echo`,
      connect,
      speak,
      ends,
      closing,
      orderAtEnd,
      readAll,
      /** The error of the constructor with these arguments. */
      failsToConstruct: (...args) => thrownBy(() => new WebSocketStream(...args)),
    };
  };
}
