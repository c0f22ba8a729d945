// The options of a ReconnectingWebSocket, converted and checked.

import { toSignal } from '../options.js';
import { isObject, toText } from '../values.js';
import { isFunction } from './providers.js';

const OVERFLOWS = ['error', 'drop-oldest', 'drop-newest'];
/** Name, what it is by default, at least where that is not 0, and at most where that is finite. */
const NUMBERS = [
  // Those of the policy, in the order of `acquire_policy` in mod.rs.
  ['firstDelay', 1_000],
  ['growth', 2, 1],
  ['maxDelay', 30_000],
  ['jitter', 1, 0, 1],
  ['maxAttempts', Infinity],
  ['stableTime', 5_000],
  ['maxQueuedBytes', 2 ** 24],
  ['maxQueuedMessages', Infinity],
  ['interval', 30_000, 1],
  ['timeout', 10_000, 1],
  // Those of each connection.
  ['closeTimeout', 5_000],
  ['connectTimeout', 10_000],
  ['highWaterMark', Infinity],
];
const NO_HEARTBEAT = { interval: Infinity };

/** All options in one object, those of the heartbeat too, from the constructor's arguments. */
export const toOptions = (url, second, third) => {
  const hasOptions = isObject(second) && !isFunction(second) && !second[Symbol.iterator];
  const given = toDictionary('options', hasOptions ? second : third);
  const heartbeat = toDictionary('heartbeat', given.heartbeat ?? NO_HEARTBEAT);
  const { overflow = OVERFLOWS[0], protocols = hasOptions ? undefined : second, signal } = given;
  if (!hasOptions && second !== undefined && protocols !== second) refuse('protocols', protocols, 'given once');
  if (!OVERFLOWS.includes(overflow)) refuse('overflow', overflow, `one of ${OVERFLOWS}`);
  // By its slot: those of another frame are signals, too.
  if (signal) toSignal({ signal });
  const options = { ...given, ...heartbeat, overflow, protocols: toProvider(protocols, toProtocols), url: toProvider(url, toText) };
  for (const number of NUMBERS) convert(options, ...number);
  for (const name of ['isAlive', 'isAnswer', 'payload', 'shouldReconnect']) {
    if (options[name] !== undefined && !isFunction(options[name])) refuse(name, options[name], 'a function');
  }
  return options;
};

/** What `acquire_policy` in mod.rs takes; a function of the wasm ignores arguments beyond that. */
export const policyOf = (options) => [
  !!options.payload, !!options.shouldReconnect, OVERFLOWS.indexOf(options.overflow), ...NUMBERS.map(([name]) => options[name]),
];

const convert = (options, name, otherwise, least = 0, most = Infinity) => {
  const { [name]: value = otherwise } = options;
  const number = +value;
  if (!(number >= least && number <= most)) throw new RangeError(`${name} has to be a number from ${least} to ${most}. ${number} is none.`);
  options[name] = number;
};

// What is given once does not change any more.
const toProvider = (value, convert) => (isFunction(value) ? value : convert(value));

const toProtocols = (value) => (isObject(value) ? [...value] : value);

const toDictionary = (name, value = {}) => (isObject(value) ? value : refuse(name, value, 'an object'));

function refuse(name, value, rule) {
  throw new TypeError(`${name} has to be ${rule}. ${String(value)} is not.`);
}
