// Sends everything back. `echo.mjs PORT`; a text `close CODE REASON` has it close the connection.
import { createServer } from 'node:http';
import websocket from 'websocket';

const [port] = process.argv.slice(2);
const server = createServer();

const sockets = new websocket.server({ httpServer: server });
sockets.on('request', (request) => {
  const protocol = request.requestedProtocols.includes('echo') ? 'echo' : null;
  const connection = request.accept(protocol, request.origin);
  connection.on('message', ({ type, utf8Data, binaryData }) => {
    if (type === 'binary') return connection.sendBytes(binaryData);
    const [, code, reason] = /^close (\d+) (.*)/.exec(utf8Data) ?? [];
    if (code) connection.close(Number(code), reason);
    else connection.sendUTF(utf8Data);
  });
});
server.listen(Number(port), '127.0.0.1', () => console.log('listening'));
