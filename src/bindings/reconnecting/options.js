// The options of a ReconnectingWebSocket, converted and checked.

const OVERFLOWS = ['error', 'drop-oldest', 'drop-newest'];
const isObject = (value) => Object(value) === value;
const isFunction = (value) => typeof value === 'function';

/** Name → what it is by default, at least and at most. */
const NUMBERS = {
  closeTimeout: [5_000, 0, Infinity],
  connectTimeout: [10_000, 0, Infinity],
  firstDelay: [1_000, 0, Infinity],
  growth: [2, 1, Infinity],
  highWaterMark: [Infinity, 0, Infinity],
  jitter: [1, 0, 1],
  maxAttempts: [Infinity, 0, Infinity],
  maxDelay: [30_000, 0, Infinity],
  maxQueuedBytes: [16 * 1024 * 1024, 0, Infinity],
  maxQueuedMessages: [Infinity, 0, Infinity],
  stableTime: [5_000, 0, Infinity],
};
const HEARTBEAT_NUMBERS = { interval: [30_000, 1, Infinity], timeout: [10_000, 1, Infinity] };

/** All options in one object, from the constructor's arguments. */
export const toOptions = (url, second, third) => {
  const hasOptions = isObject(second) && !isFunction(second) && !second[Symbol.iterator];
  const given = toDictionary('options', hasOptions ? second : third);
  if (!hasOptions && second !== undefined && given.protocols !== undefined) {
    throw new TypeError('Subprotocols are given twice: as an argument, and in the options.');
  }
  const { startClosed, signal } = given;
  if (signal !== undefined && !(signal instanceof AbortSignal)) refuse('signal', signal, 'an AbortSignal');
  return {
    ...toNumbers(NUMBERS, given),
    heartbeat: toHeartbeat(given.heartbeat),
    overflow: toOverflow(given.overflow),
    protocols: toProvider((hasOptions ? undefined : second) ?? given.protocols, (value) => (isObject(value) ? [...value] : value ?? undefined)),
    shouldReconnect: toFunction(given, 'shouldReconnect'),
    signal,
    startClosed: Boolean(startClosed),
    url: toProvider(url, String),
  };
};

const toHeartbeat = (value) => {
  if (value === undefined) return { interval: Infinity, timeout: 0 };
  const given = toDictionary('heartbeat', value);
  const functions = ['isAlive', 'isAnswer', 'payload'].map((name) => [name, toFunction(given, name)]);
  return { ...toNumbers(HEARTBEAT_NUMBERS, given), ...Object.fromEntries(functions) };
};

const toNumbers = (table, given) => Object.fromEntries(Object.entries(table).map(([name, [otherwise, least, most]]) => {
  const number = given[name] === undefined ? otherwise : +given[name];
  if (number >= least && number <= most) return [name, number];
  throw new RangeError(`${name} has to be a number from ${least} to ${most}. ${number} is none.`);
}));

const toOverflow = (value = OVERFLOWS[0]) => (OVERFLOWS.includes(value) ? value : refuse('overflow', value, `one of ${OVERFLOWS.join(', ')}`));

/** The number of that value in mod.rs. */
export const overflowNumber = (overflow) => OVERFLOWS.indexOf(overflow);

// What is given once does not change any more.
const toProvider = (value, convert) => (isFunction(value) ? value : convert(value));

const toFunction = (given, name) => {
  const value = given[name];
  return value === undefined || isFunction(value) ? value : refuse(name, value, 'a function');
};

const toDictionary = (name, value) => (value === undefined || value === null ? {} : isObject(value) ? value : refuse(name, value, 'an object'));

function refuse(name, value, rule) {
  throw new TypeError(`${name} has to be ${rule}. ${String(value)} is none.`);
}
