// What a message says in the dialect that it is in: the protocols that libraries speak over WebSocket.
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
