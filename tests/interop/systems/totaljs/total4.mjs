// Echoes of Total.js 4: `total4.mjs PORT`, at /text/, /binary/ and /json/.
import 'total4';

const [port] = process.argv.slice(2);
ROUTE(
  'SOCKET /text/',
  echo((client, message) => client.send(message, true)),
  ['text'],
);
ROUTE(
  'SOCKET /binary/',
  echo((client, message) => client.send(message)),
  ['binary'],
);
ROUTE(
  'SOCKET /json/',
  echo((client, message) => client.send({ echo: message })),
  ['json'],
);
ON('ready', () => console.log('listening'));
HTTP('release', { ip: '127.0.0.1', port: Number(port) });

/** An action of a route, whose `this` is the route's controller. */
function echo(answer) {
  return function action() {
    this.on('message', answer);
  };
}
