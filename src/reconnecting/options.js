// The options of a ReconnectingWebSocket, converted and checked.

import { toSignal } from '../convert/members.js';
import { isObject, toText } from '../convert/values.js';
import { iterator, TypeError, take } from '../platform/captured.js';
import { isFunction } from './providers.js';

const RangeError = take('RangeError');
const OVERFLOWS = ['error', 'drop-oldest', 'drop-newest'];
/** Name, what it is by default, at least if that is not 0, and at most if that is finite. In the order of `acquire_policy` in mod.rs. */
const NUMBERS = [
  ['firstDelay', 1_000],
  ['growth', 2, 1],
  ['maxDelay', 30_000],
  ['jitter', 1, 0, 1],
  ['maxAttempts', Infinity],
  ['stableTime', 5_000],
  ['maxQueuedBytes', 2 ** 24],
  ['maxQueuedMessages', Infinity],
  ['connectTimeout', 10_000],
];
const NUMBERS_OF_HEARTBEAT = [
  ['interval', 30_000, 1],
  ['timeout', 10_000, 1],
];
const NUMBERS_OF_CONNECTION = [
  ['closeTimeout', 5_000],
  ['highWaterMark', Infinity],
];
const NO_HEARTBEAT = { interval: Infinity };

/** All options in one object from the constructor's arguments; those of the heartbeat are an object of their own in it. */
export const toOptions = (url, second, third) => {
  const hasOptions = isObject(second) && !isFunction(second) && !second[iterator];
  if (hasOptions && third !== undefined)
    refuse('the third argument', third, 'left out if the second one has the options');
  const given = toDictionary('options', hasOptions ? second : (third ?? undefined));
  const before = hasOptions ? undefined : (second ?? undefined);
  const { overflow = OVERFLOWS[0], protocols = before, shouldReconnect, signal, startClosed } = given;
  if (before !== undefined && protocols !== before) refuse('protocols', protocols, 'given once');
  if (!OVERFLOWS.includes(overflow)) refuse('overflow', overflow, `one of ${OVERFLOWS}`);
  // By its slot: those of another frame are signals, too.
  if (signal) toSignal({ signal });
  requireFunction('shouldReconnect', shouldReconnect);
  return {
    ...toNumbers(given, [...NUMBERS, ...NUMBERS_OF_CONNECTION]),
    overflow,
    shouldReconnect,
    signal,
    startClosed,
    heartbeat: toHeartbeat(given.heartbeat ?? NO_HEARTBEAT),
    protocols: toProvider(protocols, toProtocols),
    url: toProvider(url, toText),
  };
};

/** What `acquire_policy` in mod.rs takes. */
export const policyOf = ({ heartbeat, overflow, shouldReconnect, ...numbers }) => [
  !!heartbeat.payload,
  !!shouldReconnect,
  OVERFLOWS.indexOf(overflow),
  ...NUMBERS.map(([name]) => numbers[name]),
  ...NUMBERS_OF_HEARTBEAT.map(([name]) => heartbeat[name]),
];

const toHeartbeat = (value) => {
  const given = toDictionary('heartbeat', value);
  const { isAlive, isAnswer, payload } = given;
  const members = { isAlive, isAnswer, payload };
  for (const name of ['isAlive', 'isAnswer', 'payload']) requireFunction(name, members[name]);
  return { ...toNumbers(given, NUMBERS_OF_HEARTBEAT), ...members };
};

const toNumbers = (given, numbers) =>
  numbers.reduce((all, number) => ({ ...all, [number[0]]: toNumber(given, ...number) }), {});

const toNumber = (given, name, otherwise, least = 0, most = Infinity) => {
  const { [name]: value = otherwise } = given;
  const number = +value;
  if (!(number >= least && number <= most))
    throw new RangeError(`${name} has to be a number from ${least} to ${most}. ${number} is none.`);
  return number;
};

const requireFunction = (name, value) => {
  if (value !== undefined && !isFunction(value)) refuse(name, value, 'a function');
};

// What is given once does not change any more.
const toProvider = (value, convert) => (isFunction(value) ? value : convert(value));

const toProtocols = (value) => (isObject(value) ? [...value] : value);

const toDictionary = (name, value = {}) => (isObject(value) ? value : refuse(name, value, 'an object'));

function refuse(name, value, rule) {
  throw new TypeError(`${name} has to be ${rule}. ${toText(value)} is not.`);
}
