// Sends everything back, on /slow only how many bytes have come so far. Texts that are more than that: `close CODE REASON`
// has it close the connection, and whoever says `watch` is told how others have closed theirs.
import * as uWS from 'uws-pack';

const port = Number(process.argv[2]);
const MILLISECONDS_PER_MESSAGE = 5;
const MAX_PAYLOAD = 16 * 1024 * 1024;

const app = uWS.App();
app.ws('/echo', {
  compression: uWS.SHARED_COMPRESSOR,
  maxPayloadLength: MAX_PAYLOAD,
  upgrade: (response, request, context) => upgrade(response, request, context, {}),
  message(socket, data, isBinary) {
    const text = isBinary ? '' : Buffer.from(data).toString();
    const [, code, reason] = /^close (\d+) (.*)/.exec(text) ?? [];
    if (code) {
      socket.getUserData().isClosedHere = true;
      socket.end(Number(code), reason);
    } else if (text === 'watch') {
      socket.subscribe('closed');
      socket.send('watching');
    } else {
      socket.send(data, isBinary, true);
    }
  },
  close(socket, code, reason) {
    if (!socket.getUserData().isClosedHere) app.publish('closed', `closed ${code} ${Buffer.from(reason).toString()}`);
  },
});
app.ws('/slow', {
  maxPayloadLength: MAX_PAYLOAD,
  upgrade: (response, request, context) => upgrade(response, request, context, { bytes: 0 }),
  message(socket, data) {
    block(MILLISECONDS_PER_MESSAGE);
    const user = socket.getUserData();
    user.bytes += data.byteLength;
    socket.send(String(user.bytes));
  },
});
app.listen('127.0.0.1', port, (isListening) => {
  if (!isListening) throw new Error(`port ${port} is taken`);
  console.log('listening');
});

function upgrade(response, request, context, userData) {
  const offered = request.getHeader('sec-websocket-protocol').split(/, */);
  const key = request.getHeader('sec-websocket-key');
  const extensions = request.getHeader('sec-websocket-extensions');
  response.upgrade(userData, key, offered.includes('echo') ? 'echo' : '', extensions, context);
}

/** Reads nothing while it lasts: no connection of the whole server does. */
function block(milliseconds) {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}
