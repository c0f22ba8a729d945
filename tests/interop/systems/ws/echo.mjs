// Sends everything back. `echo.mjs PORT [KEY CERT]`; a text `close CODE REASON` has it close the connection.
import { readFileSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { WebSocketServer } from 'ws';

const [port, key, cert] = process.argv.slice(2);
const server = key ? createHttpsServer({ key: readFileSync(key), cert: readFileSync(cert) }) : createHttpServer();

const sockets = new WebSocketServer({
  server,
  perMessageDeflate: true,
  handleProtocols: (protocols) => protocols.has('echo') && 'echo',
});
sockets.on('connection', (socket) => {
  socket.on('message', (data, isBinary) => {
    const [, code, reason] = isBinary ? [] : (/^close (\d+) (.*)/.exec(data) ?? []);
    if (code) socket.close(Number(code), reason);
    else socket.send(data, { binary: isBinary });
  });
  // Last words, for the client that has closed.
  socket.on('close', (code, reason) => console.log(`closed ${code} ${reason}`));
});
server.listen(Number(port), '127.0.0.1', () => console.log('listening'));
