// The three classes behind one interface, for the phases.

/** Defines `pairs`, which the other scripts add to. */
export function defineWaiting() {
  const sleep = (milliseconds) =>
    new Promise((resolve) => {
      setTimeout(resolve, milliseconds);
    });
  const within = (promise, name) =>
    Promise.race([
      promise,
      sleep(30_000).then(() => {
        throw new Error(`${name}: not within 30 s`);
      }),
    ]);

  globalThis.pairs = { sleep, within };
}

/** The two classes with events: those are counted from the beginning. */
export function defineSockets() {
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

  pairs.ofSocket = ofSocket;
}

export function defineStreams() {
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

  pairs.ofStream = ofStream;
}
