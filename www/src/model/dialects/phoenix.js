// Channels of Phoenix, and LiveView, which is built on them: version 2 of the serializer, as text and as bytes.
import { counted, isObject, joined, jsonOf, quoted } from './words.js';

export const name = 'Phoenix';

/** What a message says, in words; null if it is none of this dialect. */
export function explain(data) {
  if (typeof data !== 'string') return bytesWords(data);
  const message = jsonOf(data);
  if (!Array.isArray(message) || message.length !== 5) return null;
  const [joinRef, ref, topic, event, payload] = message;
  if (![joinRef, ref].every(isRef) || typeof topic !== 'string' || typeof event !== 'string') return null;
  return messageWords({ ref, topic, event, status: isObject(payload) ? payload.status : undefined });
}

const isRef = (ref) => ref === null || typeof ref === 'string';

function messageWords({ ref, topic, event, status = undefined, bytes = undefined }) {
  if (topic === 'phoenix' && event === 'heartbeat') return `heartbeat ${ref}`;
  const of = `to topic ${quoted(topic)}`;
  const size = bytes !== undefined && counted(bytes, 'byte');
  if (event === 'phx_reply') return joined(`answer to message ${ref} ${of}: ${status}`, size);
  const known = EVENTS[event];
  if (known) return joined(`${known} topic ${quoted(topic)}`, ref && `message ${ref}`);
  return joined(`event ${quoted(event)} ${of}`, size, ref ? `message ${ref}` : 'a broadcast');
}

const EVENTS = {
  phx_join: 'joins',
  phx_leave: 'leaves',
  phx_close: 'closes',
  phx_error: 'the channel has failed:',
};

/** How many texts follow the kind, each with a byte for its length first: a push, a reply, a broadcast. */
const TEXTS = [4, 4, 2];

function bytesWords(bytes) {
  const count = TEXTS[bytes[0]];
  if (!count || bytes.length < 1 + count) return null;
  let at = 1 + count;
  const texts = [];
  for (let index = 0; index < count; index += 1) {
    const end = at + bytes[1 + index];
    if (end > bytes.length) return null;
    const text = textOf(bytes.subarray(at, end));
    if (text === undefined) return null;
    texts.push(text);
    at = end;
  }
  const rest = bytes.length - at;
  const [topic, event] = texts.slice(-2);
  if (!topic || !event) return null;
  if (bytes[0] === 1) return messageWords({ ref: texts[1], topic, event: 'phx_reply', status: event, bytes: rest });
  return messageWords({ ref: bytes[0] === 0 ? texts[1] : null, topic, event, bytes: rest });
}

function textOf(bytes) {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return /\p{Cc}/u.test(text) ? undefined : text;
  } catch {
    return undefined;
  }
}
