// MQTT 3.1.1 and 5: https://docs.oasis-open.org/mqtt/mqtt/v5.0/mqtt-v5.0.html. A message may hold several packets, or a part of one.
import { counted, joined, quoted } from './words.js';

export const name = 'MQTT';

/** What a message says, in words; null if it is none of this dialect. */
export function explain(data, { protocols }) {
  if (typeof data === 'string') return null;
  const isKnown = protocols.some((protocol) => /^mqtt/.test(protocol));
  const words = [];
  let rest = data;
  while (rest.length > 0 && words.length < MOST_TOLD) {
    const packet = packetOf(rest);
    const told = packet && PACKETS[packet.type]?.(packet);
    if (!told || (!isKnown && words.length === 0 && !isConnect(packet))) break;
    words.push(told);
    rest = rest.subarray(packet.end);
  }
  if (words.length === 0) return isKnown ? 'a part of a packet' : null;
  return rest.length > 0 ? `${words.join('; ')}; ${counted(rest.length, 'byte')} more` : words.join('; ');
}

/** The first packet: its type, flags, body, and where it ends; undefined if it is not whole. */
function packetOf(bytes) {
  let length = 0;
  let at = 1;
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[at++];
    if (byte === undefined || shift > 21) return undefined;
    length += (byte & 127) << shift;
    if (byte < 128) break;
  }
  const end = at + length;
  if (end > bytes.length) return undefined;
  return { type: bytes[0] >> 4, flags: bytes[0] & 15, body: bytes.subarray(at, end), end };
}

const isConnect = ({ type, body }) => type === 1 && ['MQTT', 'MQIsdp'].includes(textAt(body, 0));

const numberAt = (bytes, at) => (bytes[at] << 8) | bytes[at + 1];
const textAt = (bytes, at) => new TextDecoder().decode(bytes.subarray(at + 2, at + 2 + numberAt(bytes, at)));

function publishWords({ flags, body }) {
  const quality = (flags >> 1) & 3;
  const id = quality > 0 && `packet ${numberAt(body, 2 + numberAt(body, 0))}`;
  return joined(
    `publishes to ${quoted(textAt(body, 0))}`,
    `quality of service ${quality}`,
    flags & 1 && 'retained',
    flags & 8 && 'again',
    id,
  );
}

function connectWords({ body }) {
  const level = body[2 + numberAt(body, 0)];
  const version = { 3: '3.1', 4: '3.1.1', 5: '5' }[level] ?? String(level);
  // In version 5, properties are between the two, with their length in front.
  const at = 6 + numberAt(body, 0);
  const client = level < 5 && textAt(body, at);
  return joined(`connects, version ${version}`, client && `as ${quoted(client)}`);
}

const withId =
  (what) =>
  ({ body }) =>
    `${what} ${numberAt(body, 0)}`;
const plain = (what) => () => what;

const PACKETS = {
  1: connectWords,
  2: ({ body }) => (body[1] === 0 ? 'the connection is accepted' : `the connection is refused, code ${body[1]}`),
  3: publishWords,
  4: withId('acknowledges packet'),
  5: withId('has received packet'),
  6: withId('releases packet'),
  7: withId('packet is complete:'),
  8: withId('subscribes, packet'),
  9: withId('subscribed, packet'),
  10: withId('unsubscribes, packet'),
  11: withId('unsubscribed, packet'),
  12: plain('ping'),
  13: plain('pong'),
  14: plain('disconnects'),
  15: plain('authenticates'),
};

const MOST_TOLD = 3;
