// The options of a SharedWebSocket: those of the tab, and those that all tabs of a connection have in common.

import { toLimit, toSignal, toTimeout } from '../convert/members.js';
import { isObject, toNumber, toText } from '../convert/values.js';
import { DOMException, TypeError, takeGetter, takeMethod, URL } from '../platform/captured.js';
import { each, push } from '../reconnecting/lists.js';
import { parseUrl } from './host.js';

/** The defaults of ReconnectingWebSocket. */
const MAX_QUEUED_BYTES = 2 ** 24;
const CLOSE_TIMEOUT = 5000;
const PING_INTERVAL = 10_000;
const PING_TIMEOUT = 5000;
const RECEIVE_LIMIT = 2 ** 24;
/** What each tab has for itself, and what is no number. */
const OTHERS = ' batch greeting heartbeat key maxQueuedBytes protocols receiveLimit signal ';
/** Of the heartbeat, what is no number. */
const TEXTS = { __proto__: null, payload: 1, answer: 1 };
const SCHEMES = ' ws: wss: http: https: ';
const schemeOf = takeGetter('URL', 'protocol');
const includes = takeMethod('String', 'includes');
const has = (words, word) => includes(words, ` ${word} `);

/**
 * The options, from the arguments of the constructor. `shared` are pairs of a name and a value, which have to be the same in all tabs;
 * `providers` are the functions of the tab.
 */
export const toOptions = (url, value) => {
  const given = toDictionary('options', value);
  const shared = [];
  const providers = { __proto__: null };
  const add = (name, member, convert) => {
    if (member === undefined) return;
    const isProvider = typeof member === 'function';
    if (isProvider) providers[name] = member;
    push(shared, [name, isProvider || convert(member)]);
  };
  add('url', url, toAddress);
  add('protocols', given.protocols, toProtocols);
  add('greeting', given.greeting, (value) => refuse('greeting', value, 'a function'));
  // The worker knows which of them there are.
  for (const name in given) if (!has(OTHERS, name)) add(name, given[name], toNumber);
  const heartbeat = toDictionary('heartbeat', given.heartbeat);
  for (const name in heartbeat) add(`heartbeat.${name}`, heartbeat[name], name in TEXTS ? toText : toNumber);
  const { key = shared[0][1] } = given;
  const time = (name, otherwise) => toTimeout({ [name]: given[name] ?? otherwise }, name);
  if (key === true) refuse('key', given.key, 'given with a function');
  return {
    batch: time('batch', 0),
    closeTimeout: time('closeTimeout', CLOSE_TIMEOUT),
    key: toText(key),
    pingInterval: time('pingInterval', PING_INTERVAL),
    pingTimeout: time('pingTimeout', PING_TIMEOUT),
    maxQueuedBytes: toLimit(given, 'maxQueuedBytes', MAX_QUEUED_BYTES),
    providers,
    receiveLimit: toLimit(given, 'receiveLimit', RECEIVE_LIMIT),
    shared,
    signal: toSignal(given),
  };
};

/** An address as the tab understands it: the worker has another base. */
export const toAddress = (value) => {
  const text = toText(value);
  const href = parseUrl(text);
  if (href && has(SCHEMES, schemeOf(new URL(href))) && !includes(href, '#')) return href;
  throw new DOMException(`The URL has to be of${SCHEMES}without a fragment. '${text}' is not.`, 'SyntaxError');
};

/** Subprotocols as a list that a port can carry. */
export const toProtocols = (value = []) => {
  const list = [];
  each(isObject(value) ? [...value] : [value], (text) => push(list, toText(text)));
  return list;
};

/** @returns {any} */
const toDictionary = (name, value = {}) => (isObject(value) ? value : refuse(name, value, 'an object'));

/** Throws the error of an argument or an option. */
export function refuse(name, value, rule) {
  throw new TypeError(`${name} has to be ${rule}. ${toText(value)} is not.`);
}
