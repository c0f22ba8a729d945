// Messages of a few dialects, as their clients send them.
import { WebSocket } from 'websocket-wasm';

/**
 * Sends the messages to an echo server over a new socket, which stays open. Calls `tell(sentence)` when they are sent and when the
 * connection ends. Throws the errors of the class.
 */
export function sendSamples(url, tell) {
  const socket = new WebSocket(url);
  socket.binaryType = 'arraybuffer';
  socket.addEventListener('open', () => {
    for (const message of SAMPLES) socket.send(message);
    tell(`${SAMPLES.length} messages are sent.`);
  });
  socket.addEventListener('close', ({ code }) => tell(`The connection has ended, code ${code}.`));
}

const codesOf = (text) => Array.from(text, (letter) => letter.charCodeAt(0));

const SAMPLES = [
  '{"jsonrpc":"2.0","id":1,"method":"subscribe","params":["prices"]}',
  '{"id":"1","type":"subscribe","payload":{"query":"subscription { prices { symbol value } }"}}',
  'SUBSCRIBE\nid:0\ndestination:/topic/prices\nack:client\n\n\0',
  // MessagePack of { symbol: "ABC" }.
  Uint8Array.of(0x81, 0xa6, ...codesOf('symbol'), 0xa3, ...codesOf('ABC')),
];
