// The options of a ReconnectingWebSocket, converted and checked.

const OVERFLOWS = ['error', 'drop-oldest', 'drop-newest'];
/** Name, what it is by default and at least, and at most where that is finite; in the order of `acquire` in mod.rs. */
const OF_POLICY = [
  ['firstDelay', 1_000, 0],
  ['growth', 2, 1],
  ['maxDelay', 30_000, 0],
  ['jitter', 1, 0, 1],
  ['maxAttempts', Infinity, 0],
  ['stableTime', 5_000, 0],
  ['maxQueuedBytes', 2 ** 24, 0],
  ['maxQueuedMessages', Infinity, 0],
];
const OF_HEARTBEAT = [['interval', 30_000, 1], ['timeout', 10_000, 1]];
const OF_CONNECTION = [['closeTimeout', 5_000, 0], ['connectTimeout', 10_000, 0], ['highWaterMark', Infinity, 0]];
const NO_HEARTBEAT = { interval: Infinity };

const isObject = (value) => Object(value) === value;
const isFunction = (value) => typeof value === 'function';

/** All options in one object, those of the heartbeat too, from the constructor's arguments. */
export const toOptions = (url, second, third) => {
  const hasOptions = isObject(second) && !isFunction(second) && !second[Symbol.iterator];
  const given = toDictionary('options', hasOptions ? second : third);
  const heartbeat = toDictionary('heartbeat', given.heartbeat ?? NO_HEARTBEAT);
  const { overflow = OVERFLOWS[0], protocols, signal } = given;
  if (!hasOptions && second !== undefined && protocols !== undefined) refuse('protocols', protocols, 'given once');
  if (!OVERFLOWS.includes(overflow)) refuse('overflow', overflow, `one of ${OVERFLOWS}`);
  if (signal && !(signal instanceof AbortSignal)) refuse('signal', signal, 'an AbortSignal');
  const options = { ...given, ...heartbeat, overflow, protocols: toProvider(protocols ?? (hasOptions ? undefined : second), toProtocols), url: toProvider(url, String) };
  toNumbers([...OF_POLICY, ...OF_CONNECTION], given, options);
  toNumbers(OF_HEARTBEAT, heartbeat, options);
  for (const name of ['isAlive', 'isAnswer', 'payload', 'shouldReconnect']) {
    if (options[name] !== undefined && !isFunction(options[name])) refuse(name, options[name], 'a function');
  }
  return options;
};

/** What `acquire` in mod.rs takes. */
export const policyOf = (options) => [
  ...[...OF_POLICY, ...OF_HEARTBEAT].map(([name]) => options[name]), !!options.payload, !!options.shouldReconnect, OVERFLOWS.indexOf(options.overflow),
];

const toNumbers = (table, given, options) => {
  for (const [name, otherwise, least, most = Infinity] of table) {
    const number = given[name] === undefined ? otherwise : +given[name];
    if (!(number >= least && number <= most)) throw new RangeError(`${name} has to be a number from ${least} to ${most}. ${number} is none.`);
    options[name] = number;
  }
};

// What is given once does not change any more.
const toProvider = (value, convert) => (isFunction(value) ? value : convert(value));

const toProtocols = (value) => (isObject(value) ? [...value] : value);

const toDictionary = (name, value = {}) => (isObject(value) ? value : refuse(name, value, 'an object'));

function refuse(name, value, rule) {
  throw new TypeError(`${name} has to be ${rule}. ${String(value)} is not.`);
}
