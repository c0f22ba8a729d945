// The one connection: a ReconnectingWebSocket by the options that all tabs have in common.

import { lengthOf, slice } from '../convert/values.js';
import { ownKeys, TypeError, takeGetter, takeMethod, URL } from '../platform/captured.js';
import { addListener } from '../reconnecting/listeners.js';
import { each, placeIn } from '../reconnecting/lists.js';
import { listed } from './only.js';
import { dataOf } from './ports.js';
import * as words from './words.js';

const originOf = takeGetter('URL', 'origin');
const startsWith = takeMethod('String', 'startsWith');
const OF_HEARTBEAT = 'heartbeat.';
/** What tabs are asked for. */
const PROVIDERS = ['url', 'protocols', 'greeting'];
/** Functions that the worker would call, and what depends on a page. */
const NOT_SHARED = [
  'delay',
  'hidden',
  'highWaterMark',
  'overflow',
  'shouldReconnect',
  'startClosed',
  'WebSocket',
  'heartbeat.isAlive',
  'heartbeat.isAnswer',
];
/** Before the first connection. */
const NOWHERE = { number: 0, origin: '', attributes: {} };
let latest = 0;

/** Makes the connection; `offer` is called with each item, and its length if it is a message. */
export const connect = (ReconnectingWebSocket, shared, asking, offer) => {
  const { url: address, ...options } = toOptions(shared, asking);
  const socket = new ReconnectingWebSocket(address, options);
  socket.binaryType = 'arraybuffer';
  const on = (type, act) => addListener(socket, type, act, undefined);
  let number = 0;
  const describe = () => {
    const { url, protocol, extensions } = socket;
    return { number, origin: originOf(new URL(url)), attributes: { url, protocol, extensions } };
  };
  on('open', () => {
    latest += 1;
    number = latest;
    const { origin, attributes } = describe();
    offer([words.ITEM_OPEN, number, origin, attributes]);
  });
  on('message', (event) => {
    const data = dataOf(event);
    offer([words.ITEM_MESSAGE, data], lengthOf(data));
  });
  on('error', () => offer([words.ITEM_ERROR]));
  on('close', ({ code, reason, wasClean }) => offer([words.ITEM_CLOSE, code, reason, wasClean]));
  on('reconnecting', ({ attempt, delay, cause, error }) =>
    offer([words.ITEM_RECONNECTING, { attempt, delay, cause }, textOf(error)]),
  );
  on('giveup', ({ attempts, cause, error }) => offer([words.ITEM_GIVE_UP, { attempts, cause }, textOf(error)]));
  /** Its state, and which connection it is. */
  const state = () => {
    const { number: connection, origin, attributes } = socket.url ? describe() : NOWHERE;
    return [words.TOLD_STATE, socket.readyState, connection, origin, attributes];
  };
  return { socket, state };
};

const toOptions = (shared, asking) => {
  /** @type {any} */
  const options = { maxQueuedBytes: Infinity };
  /** @type {any} */
  const heartbeat = {};
  each(shared, ({ 0: name, 1: value }) => {
    if (placeIn(NOT_SHARED, name) >= 0 || (value === true && placeIn(PROVIDERS, name) < 0))
      throw new TypeError(`${name} is not for a connection of many tabs: one of them does not decide for all.`);
    if (startsWith(name, OF_HEARTBEAT)) heartbeat[slice(name, OF_HEARTBEAT.length)] = value;
    else {
      const convert = name === 'protocols' ? toRequested : asItIs;
      options[name] = value === true ? asking.provider(name, convert) : convert(value);
    }
  });
  const { answer, payload, ...times } = heartbeat;
  if (ownKeys(heartbeat).length === 0) return options;
  options.heartbeat = times;
  if (payload !== undefined) times.payload = () => payload;
  if (answer !== undefined) times.isAnswer = (event) => dataOf(event) === answer;
  return options;
};

const asItIs = (value) => value;

/** Subprotocols for a constructor, which iterates over more than one. */
const toRequested = (list) => (list.length === 1 ? list[0] : listed(list));

const textOf = (error) => (error === undefined ? error : `${error}`);
