// Engine.IO 4 and Socket.IO: https://socket.io/docs/v4/engine-io-protocol/ and https://socket.io/docs/v4/socket-io-protocol/
import { counted, isObject, joined, jsonOf, quoted } from './words.js';

export const name = 'Socket.IO';

/** What a message says, in words; null if it is none of this dialect. */
export function explain(data, { url }) {
  // Digits alone could be anything.
  const isKnown = /[?&]EIO=\d/.test(url);
  if (typeof data !== 'string') return isKnown ? 'an attachment of the message before' : null;
  return engineWords(data, isKnown);
}

function engineWords(text, isKnown) {
  if (text.startsWith('0{')) {
    const opened = jsonOf(text.slice(1));
    if (!isObject(opened) || typeof opened.sid !== 'string') return null;
    return `opens the session ${quoted(opened.sid)}, with a ping every ${opened.pingInterval} ms`;
  }
  if (text[0] === '4') return packetWords(text.slice(1), isKnown);
  if (text === '2probe' || text === '3probe') return `${text[0] === '2' ? 'ping' : 'pong'} of an upgrade to WebSocket`;
  return isKnown ? (ENGINE[text] ?? null) : null;
}

const ENGINE = { 1: 'closes the session', 2: 'ping', 3: 'pong', 5: 'upgrades to WebSocket', 6: 'nothing' };

const PACKET = /^([0-6])(?:(\d+)-)?(?:(\/[^,]*),)?(\d+)?(.*)$/s;

function packetWords(text, isKnown) {
  const [, type, attachments, namespace, id, rest] = PACKET.exec(text) ?? [];
  const payload = rest ? jsonOf(rest) : undefined;
  if (type === undefined || (rest && payload === undefined) || (!rest && !isKnown && !namespace)) return null;
  const words = PACKETS[type](payload, id);
  if (!words) return null;
  return joined(
    words,
    attachments && `${counted(Number(attachments), 'attachment')} to follow`,
    namespace && `in ${namespace}`,
  );
}

/** The same of a value that was decoded: a packet of socket.io-msgpack-parser. */
export function explainValue({ value, isFramed }) {
  if (isFramed || !isObject(value) || !Object.hasOwn(PACKETS, value.type) || typeof value.nsp !== 'string') return null;
  const words = PACKETS[value.type](value.data, value.id === undefined ? undefined : String(value.id));
  return words && joined(words, value.nsp !== '/' && `in ${value.nsp}`);
}

const eventWords = (payload, id) => {
  if (!Array.isArray(payload) || payload.length === 0) return null;
  return joined(
    `event ${quoted(payload[0])} with ${counted(payload.length - 1, 'value')}`,
    id && `asks for acknowledgement ${id}`,
  );
};
const answerWords = (payload, id) =>
  Array.isArray(payload) && id ? `acknowledgement ${id} with ${counted(payload.length, 'value')}` : null;

const PACKETS = {
  0: (payload) => (payload?.sid ? `connected as ${quoted(payload.sid)}` : 'connects'),
  1: () => 'disconnects',
  2: eventWords,
  3: answerWords,
  4: (payload) => `refused: ${quoted(payload?.message ?? '')}`,
  5: eventWords,
  6: answerWords,
};
