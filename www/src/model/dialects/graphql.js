// GraphQL over WebSocket: https://github.com/graphql/graphql-over-http/blob/main/rfcs/GraphQLOverWebSocket.md, and the older subprotocol
// `graphql-ws` of subscriptions-transport-ws.
import { isObject, joined, jsonOf, quoted } from './words.js';

export const name = 'GraphQL over WebSocket';

/** What a message says, in words; null if it is none of this dialect. */
export function explain(data, { protocols }) {
  const message = typeof data === 'string' ? jsonOf(data) : undefined;
  if (!isObject(message) || typeof message.type !== 'string' || !Object.hasOwn(TYPES, message.type)) return null;
  const isKnown = protocols.some((protocol) => /^graphql-(transport-)?ws$/.test(protocol));
  const words = TYPES[message.type];
  // A type such as "error" could be of any app.
  if (!isKnown && !CERTAIN.test(message.type) && !isOperation(message)) return null;
  return words(message);
}

const CERTAIN = /^connection_/;
const isOperation = ({ type, id, payload }) =>
  typeof id === 'string' &&
  (/^(subscribe|start)$/.test(type) ? typeof payload?.query === 'string' : Boolean(payload?.data));

const starts = ({ id, payload }) =>
  joined(`starts operation ${id}`, operationOf(payload?.query, payload?.operationName));
const result = ({ id, payload }) => joined(`a result of operation ${id}`, payload?.errors && 'with errors');

const TYPES = {
  connection_init: () => 'begins the connection',
  connection_ack: () => 'the connection has begun',
  connection_error: () => 'the connection is refused',
  connection_terminate: () => 'ends the connection',
  connection_keep_alive: () => 'keeps the connection alive',
  ka: () => 'keeps the connection alive',
  ping: () => 'ping',
  pong: () => 'pong',
  subscribe: starts,
  start: starts,
  next: result,
  data: result,
  error: ({ id }) => `operation ${id} has failed`,
  complete: ({ id }) => `operation ${id} is complete`,
  stop: ({ id }) => `ends operation ${id}`,
};

function operationOf(query = '', operationName = undefined) {
  const [, kind = 'query', written] = /(?:^|})\s*(query|mutation|subscription)\b\s*(\w*)/.exec(query) ?? [];
  const title = operationName ?? written;
  return title ? `${kind} ${quoted(title)}` : kind;
}
