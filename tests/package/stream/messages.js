// What is written and read.
behaviours.push(({ WebSocketError, connect, ends, readAll, outcomeOf, told, task }) => ({
  'messages both ways': async () => {
    const { stream, reader, writer } = await connect();
    const found = [];
    const memory = new Uint8Array([1, 2, 3, 4, 5]);
    for (const chunk of [
      'hello',
      '',
      'é€🌍\uFEFF',
      'lone \uD800',
      memory,
      memory.subarray(1, 3),
      new DataView(memory.buffer, 4),
      memory.buffer,
      new Uint8Array(),
      1.5,
      null,
      undefined,
      {},
      true,
      1n,
    ]) {
      found.push(told(await writer.write(chunk)));
      found.push(told((await reader.read()).value));
    }
    stream.close();
    return found;
  },
  'a Blob is written as a string': async () => {
    const { stream, reader, writer } = await connect();
    await writer.write(new Blob(['x']));
    const { value } = await reader.read();
    stream.close();
    return told(value);
  },
  'a binary message': async () => {
    const { stream, reader, writer } = await connect();
    writer.write(new Uint8Array([1, 2]));
    const { value } = await reader.read();
    stream.close();
    return [Object.prototype.toString.call(value), value.byteLength, (value.buffer ?? value).byteLength];
  },
  'what is written is as it was then': async () => {
    const { stream, reader, writer } = await connect();
    const bytes = new Uint8Array([1, 2, 3]);
    const written = writer.write(bytes);
    await written;
    bytes.fill(9);
    const { value } = await reader.read();
    stream.close();
    return told(value);
  },
  'messages keep their order': async () => {
    const { stream, reader, writer } = await connect();
    for (let index = 0; index < 50; index += 1) writer.write(index % 2 ? String(index) : new Uint8Array([index]));
    const found = [];
    for (let index = 0; index < 50; index += 1) found.push(told((await reader.read()).value));
    stream.close();
    return found;
  },
  'chunks that cannot be converted': async () => {
    const found = [];
    for (const chunk of [
      Symbol(),
      {
        toString() {
          return this;
        },
      },
      {
        toString() {
          throw new RangeError('own');
        },
      },
      new ArrayBuffer(4, { maxByteLength: 8 }),
      new Uint8Array(new WebAssembly.Memory({ initial: 0, maximum: 1, shared: true }).buffer),
    ]) {
      const { stream, reader, writer } = await connect();
      const written = await outcomeOf(writer.write(chunk));
      const again = await outcomeOf(writer.write('more'));
      stream.close();
      found.push([written, again, await ends({ stream, reader, writer })]);
    }
    return found;
  },
  'a pipe into the writable': async () => {
    const { stream, reader, writer } = await connect();
    writer.releaseLock();
    const { writable } = await stream.opened;
    const chunks = ['a', 'b', new Uint8Array([1]), 'c'];
    let end;
    const source = new ReadableStream({
      start(controller) {
        end = () => controller.close();
      },
      pull(controller) {
        if (chunks.length) controller.enqueue(chunks.shift());
      },
    });
    const piped = outcomeOf(source.pipeTo(writable));
    const found = [];
    while (found.length < 4) found.push(told((await reader.read()).value));
    end();
    return [found, await piped, await outcomeOf(stream.closed), await outcomeOf(reader.read())];
  },
  'a pipe out of the readable': async () => {
    const { stream, reader, writer } = await connect('/send?text=hi&count=3&close');
    reader.releaseLock();
    writer.releaseLock();
    const { readable } = await stream.opened;
    const found = [];
    const piped = await outcomeOf(
      readable.pipeTo(
        new WritableStream({
          write(chunk) {
            found.push(chunk);
          },
        }),
      ),
    );
    return [found, piped, await outcomeOf(stream.closed)];
  },
  'a pipe whose source fails': async () => {
    const { stream, reader, writer } = await connect();
    writer.releaseLock();
    const { writable } = await stream.opened;
    const source = new ReadableStream({
      start(controller) {
        controller.error(new WebSocketError('', { closeCode: 4001, reason: 'source' }));
      },
    });
    return [await outcomeOf(source.pipeTo(writable)), await outcomeOf(stream.closed), await outcomeOf(reader.closed)];
  },
  'a writer that has to wait': async () => {
    const { writer } = await connect('/slow');
    let isWritten = false;
    writer.write(new Uint8Array(32_000_000)).then(
      () => {
        isWritten = true;
      },
      () => {},
    );
    for (let count = 0; count < 10; count += 1) await task();
    return [isWritten, writer.desiredSize];
  },
  'a write that was not done when the page closed': async () => {
    const streams = await connect();
    const written = outcomeOf(streams.writer.write(new Uint8Array(4_000_000)));
    streams.stream.close({ closeCode: 3000 });
    return [await ends(streams), await written];
  },
}));
