// A server of numbered messages: `numbers_main.mjs PORT NAME`. It writes what happens to descriptor 3 before it goes on, so that
// nothing of it is lost when this process is killed.
import { writeSync } from 'node:fs';
import { WebSocketServer } from 'ws';

const [port, name] = process.argv.slice(2);
const LOG = 3;

const sockets = new WebSocketServer({ host: '127.0.0.1', port: Number(port) });
let count = 0;
sockets.on('listening', () => log('listening'));
sockets.on('connection', (socket, { url }) => {
  const { searchParams } = new URL(url, 'ws://127.0.0.1');
  const connection = `${name}-${(count += 1)}`;
  log('connection', connection, searchParams.get('client'));
  serve(socket, connection, Number(searchParams.get('greetings') ?? 0));
});
process.stdin.on('end', () => process.exit()).resume();

/**
 * Sends `greetings` messages, and one for each that comes; what it sends on a connection is numbered from 1. A message that comes
 * is `NUMBER:` and anything, `NUMBER:close CODE`, or `ping`, which gets a `pong` without a number.
 */
function serve(socket, connection, greetings) {
  let sent = 0;
  const send = (answerTo) => {
    log('down', connection, (sent += 1));
    socket.send(JSON.stringify({ connection, number: sent, answerTo }));
  };
  socket.on('message', (data) => {
    const text = data.toString('utf8', 0, 32);
    if (text === 'ping') return socket.send('pong');
    const [, number, code] = /^(\d+):(?:close (\d+))?/.exec(text);
    log('up', connection, number);
    send(Number(number));
    if (code) socket.close(Number(code));
  });
  socket.on('error', () => {});
  for (let greeting = 0; greeting < greetings; greeting += 1) send();
}

function log(...words) {
  writeSync(LOG, `${words.join(' ')}\n`);
}
