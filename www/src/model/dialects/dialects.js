// What a message says in the dialect that it is in: the protocols that libraries speak over WebSocket.
import { decode } from '../binary/decode.js';
import * as graphql from './graphql.js';
import * as jsonRpc from './json_rpc.js';
import * as mqtt from './mqtt.js';
import * as phoenix from './phoenix.js';
import * as signalr from './signalr.js';
import * as socketIo from './socket_io.js';
import * as stomp from './stomp.js';

/**
 * The surest first.
 *
 * @type {{ name: string, explain: (data: any, context: { url: string, protocols: string[] }) => string | null }[]}
 */
const DIALECTS = [jsonRpc, signalr, stomp, graphql, phoenix, mqtt, socketIo];

/**
 * Explains a message, text or a Uint8Array, as `{ dialect, words }`; null if it is in none that is known.
 *
 * `url` and `protocols`, those that the connection was made with, settle what the form of a message leaves open.
 */
export function explain(data, { url = '', protocols = [] } = {}) {
  for (const { name, explain: explainIn } of DIALECTS) {
    const words = explainIn(data, { url, protocols });
    if (words) return { dialect: name, words };
  }
  return null;
}

/**
 * The same of bytes, which may be MessagePack or CBOR: then `decoded` is their `{ format, value }`, and `words` may be missing. Null if
 * nothing is known of them.
 */
export async function explainBytes(bytes, context = {}) {
  const found = explain(bytes, context);
  // All that a message of Socket.IO shows without being decoded is that it is binary.
  if (found && found.dialect !== socketIo.name) return found;
  const decoded = await decode(bytes, context);
  if (!decoded) return found;
  for (const { name, explainValue } of [signalr, jsonRpc, socketIo]) {
    const words = explainValue(decoded);
    if (words) return { dialect: name, words, decoded };
  }
  return { ...found, decoded };
}
