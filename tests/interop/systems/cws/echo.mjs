// Sends everything back, for Node 14: `echo.mjs PORT`. A text `close CODE REASON` has it close the connection.
import cws from '@clusterws/cws';

const [port] = process.argv.slice(2);
const sockets = new cws.WebSocketServer({ host: '127.0.0.1', port: Number(port), perMessageDeflate: true }, () =>
  console.log('listening'),
);
sockets.on('connection', (socket) => {
  // Not compressed: random bytes, compressed by cWS 3 from some 64 KiB on, corrupt its heap, and the process aborts.
  socket.on('message', (data) => {
    const [, code, reason] = (typeof data === 'string' && /^close (\d+) (.*)/.exec(data)) || [];
    if (code) socket.close(Number(code), reason);
    else socket.send(typeof data === 'string' ? data : Buffer.from(data));
  });
});
