// Uses the package as a page does, after each change of the platform.

// Made before anything is missing.
const BLOB = new Blob(['blob']);
const { signal: SIGNAL } = new AbortController();
const BYTES = new Uint8Array([1, 2]);

/** Uses an entry that was loaded into `realm`; returns a list of the outcomes. */
export function exercise(entry, exports, realm) {
  if (entry.startsWith('index')) return useClass(exports, realm, entry.includes('.node'));
  if (entry.startsWith('wrap-host')) return [typeof exports.wrapHost];
  if (entry.startsWith('observe')) return [typeof exports.observe({}).stop];
  if (entry.startsWith('reconnecting.global')) return [typeof realm.websocketWasm?.ReconnectingWebSocket];
  if (entry.startsWith('reconnecting')) return useReconnecting(exports);
  if (entry.startsWith('stream.global')) return [typeof realm.WebSocketStream];
  if (entry.startsWith('stream.external')) return [messageOf(() => new exports.WebSocketStream('ws://recorded.test/'))];
  if (entry.startsWith('stream')) return [new exports.WebSocketStream('ws://recorded.test/').url];
  if (entry.startsWith('external')) return [messageOf(() => exports.install())];
  return [];
}

function useClass({ WebSocket, inspect }, { HostSocket }, isWrapped) {
  HostSocket.log.length = 0;
  const socket = new WebSocket('ws://recorded.test/\u00fc', { protocols: [], signal: SIGNAL, closeTimeout: 1000 });
  const inspector = inspect(socket);
  const log = [socket.url, socket.readyState, messageOf(() => socket.send('early'))];
  if (isWrapped) return log;
  HostSocket.open(socket);
  for (const data of ['h\u00e9', BYTES, BYTES.buffer, BLOB, 7, { toString: () => 'converted' }]) socket.send(data);
  log.push(socket.readyState, inspector.snapshot().sent.bytes);
  log.push(
    messageOf(() => socket.close(1000, '\u{1f600}'.repeat(40))),
    messageOf(() => socket.close(999)),
  );
  log.push(
    messageOf(() => new WebSocket('ftp://recorded.test/')),
    messageOf(() => new WebSocket('ws://recorded.test/', { signal: {} })),
  );
  socket.close(3000, 'd\u00f6ne');
  return [...log, ...HostSocket.log];
}

function useReconnecting({ ReconnectingWebSocket }) {
  const url = () => 'ws://recorded.test/';
  const socket = new ReconnectingWebSocket(url, {
    heartbeat: { payload: () => 'alive' },
    signal: SIGNAL,
    startClosed: true,
  });
  const log = [messageOf(() => new ReconnectingWebSocket(url, [], { overflow: 'none' }))];
  log.push(messageOf(() => new ReconnectingWebSocket(url, { jitter: 2 })));
  socket.onopen = () => {};
  socket.send('waits');
  log.push(socket.readyState, socket.bufferedAmount);
  log.push(
    messageOf(() => socket.reconnect()),
    socket.readyState,
  );
  log.push(
    messageOf(() => socket.close()),
    socket.readyState,
  );
  return log;
}

function messageOf(act) {
  try {
    act();
    return 'nothing thrown';
  } catch (error) {
    return `${error?.name}: ${error?.message}`;
  }
}
