// STOMP 1.2: https://stomp.github.io/stomp-specification-1.2.html
import { counted, joined, quoted } from './words.js';

export const name = 'STOMP';

const FRAME = /^([A-Z]+)\r?\n((?:[^\n]*[^\r\n][^\n]*\n)*)\r?\n(.*)\0[\r\n]*$/s;

/** What a message says, in words; null if it is none of this dialect. */
export function explain(data, { protocols }) {
  const text = typeof data === 'string' ? data : new TextDecoder().decode(data);
  if (/^\r?\n$/.test(text)) return protocols.some((protocol) => /stomp/.test(protocol)) ? 'heartbeat' : null;
  const [, command, head, body] = FRAME.exec(text) ?? [];
  const words = command !== undefined && Object.hasOwn(COMMANDS, command) ? COMMANDS[command] : undefined;
  if (!words) return null;
  const headers = headersOf(head);
  return joined(
    words(headers),
    body && bodyWords(headers, body),
    headers.receipt && `asks for receipt ${headers.receipt}`,
  );
}

function headersOf(head) {
  const headers = {};
  for (const line of head.split(/\r?\n/).filter(Boolean)) {
    const colon = line.indexOf(':');
    // The first one counts if a header is repeated.
    headers[line.slice(0, colon)] ??= line.slice(colon + 1);
  }
  return headers;
}

const bodyWords = (headers, body) =>
  joined(counted(new TextEncoder().encode(body).length, 'byte'), headers['content-type']);

const connects = ({ host }) => joined('connects', host && `to host ${quoted(host)}`);
const about = (verb, header) => (headers) => `${verb} ${headers[header]}`;

const COMMANDS = {
  CONNECT: connects,
  STOMP: connects,
  CONNECTED: ({ version }) => joined('connected', version && `version ${version}`),
  SEND: ({ destination }) => `sends to ${quoted(destination)}`,
  SUBSCRIBE: ({ destination, id }) => `subscribes to ${quoted(destination)}, subscription ${id}`,
  UNSUBSCRIBE: about('ends subscription', 'id'),
  ACK: about('accepts message', 'id'),
  NACK: about('refuses message', 'id'),
  BEGIN: about('begins transaction', 'transaction'),
  COMMIT: about('commits transaction', 'transaction'),
  ABORT: about('aborts transaction', 'transaction'),
  DISCONNECT: () => 'disconnects',
  MESSAGE: ({ destination, subscription }) => `a message of ${quoted(destination)} for subscription ${subscription}`,
  RECEIPT: about('receipt', 'receipt-id'),
  ERROR: ({ message }) => joined('error', message && quoted(message)),
};
