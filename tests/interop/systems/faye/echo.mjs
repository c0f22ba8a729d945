// faye-websocket: sends everything back. `echo.mjs PORT`; a text `close CODE REASON` has it close the connection.
import { createServer } from 'node:http';
import WebSocket from 'faye-websocket';

const [port] = process.argv.slice(2);
const server = createServer();

server.on('upgrade', (request, stream, head) => {
  const socket = new WebSocket(request, stream, head, ['echo']);
  socket.on('message', ({ data }) => {
    const [, code, reason] = /^close (\d+) (.*)/.exec(data) ?? [];
    if (code) socket.close(Number(code), reason);
    else socket.send(data);
  });
});
server.listen(Number(port), '127.0.0.1', () => console.log('listening'));
