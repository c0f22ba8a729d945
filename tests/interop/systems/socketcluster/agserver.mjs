// Answers procedures and transmissions: `agserver.mjs PORT`, at /socketcluster/.
import { createServer } from 'node:http';
import { attach } from 'socketcluster-server';

const [port] = process.argv.slice(2);
const server = createServer();
const cluster = attach(server);

forEach(cluster.listener('connection'), ({ socket }) => {
  forEach(socket.procedure('echo'), (request) => request.end(request.data));
  forEach(socket.procedure('fail'), (request) =>
    request.error(Object.assign(new Error(request.data), { name: 'Refusal' })),
  );
  forEach(socket.procedure('dismiss me'), (request) => {
    request.end();
    socket.disconnect(...request.data);
  });
  forEach(socket.receiver('say'), (data) => socket.transmit('said', data));
  // Last words, for the client that has disconnected: another one is told.
  forEach(socket.receiver('tell when I leave'), (channel) => {
    forEach(socket.listener('disconnect'), ({ code, reason }) =>
      cluster.exchange.transmitPublish(channel, { code, reason: String(reason) }),
    );
  });
});
server.listen(Number(port), '127.0.0.1', () => console.log('listening'));

async function forEach(stream, act) {
  for await (const value of stream) act(value);
}
