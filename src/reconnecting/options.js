// The options of a ReconnectingWebSocket, converted and checked.

import { toSignal } from '../convert/members.js';
import { isObject, toText } from '../convert/values.js';
import { iterator, ownKeys, TypeError, take } from '../platform/captured.js';
import { each, placeIn, push } from './lists.js';
import {
  OVERFLOWS,
  SETTING_ASKS,
  SETTING_CLOSE_HIDDEN_AFTER,
  SETTING_GREETS,
  SETTING_OVERFLOW,
  SETTING_PROBES,
  SETTINGS,
  SETTINGS_OF_HEARTBEAT,
} from './numbers.js';
import { isFunction } from './providers.js';

/** The names of the settings, and of those of a heartbeat. */
const NAMES = ownKeys(SETTINGS);
const NAMES_OF_HEARTBEAT = ownKeys(SETTINGS_OF_HEARTBEAT);
const RangeError = take('RangeError');
/** What a number has to be at least, if that is not 0, and at most. */
const LEAST = { growth: 1, interval: 1, timeout: 1 };
const MOST = { jitter: 1 };
const NO_HEARTBEAT = { interval: Infinity };

/** The options of who gives none, once they are known. */
let usual;

/** All options in one object from the constructor's arguments; those of the heartbeat are an object of their own in it. */
export const toOptions = (url, second, third) => {
  const options = (second ?? third) === undefined ? (usual ??= convert()) : convert(second, third);
  // They are many: to copy them takes longer than all else here.
  return { __proto__: options, url: toProvider(url, toText) };
};

/** @param {any} [second] @param {any} [third] */
const convert = (second, third) => {
  const hasOptions = isObject(second) && !isFunction(second) && !second[iterator];
  if (hasOptions && third !== undefined)
    refuse('the third argument', third, 'left out if the second one has the options');
  const given = toDictionary('options', hasOptions ? second : (third ?? undefined));
  const before = hasOptions ? undefined : (second ?? undefined);
  const {
    delay,
    greeting,
    overflow = OVERFLOWS[0],
    protocols = before,
    shouldReconnect,
    signal,
    startClosed,
    WebSocket,
  } = given;
  const numbers = toNumbers(given, SETTINGS);
  if (before !== undefined && protocols !== before) refuse('protocols', protocols, 'given once');
  if (placeIn(OVERFLOWS, overflow) < 0) refuse('overflow', overflow, `one of ${OVERFLOWS}`);
  // By its slot: those of another frame are signals, too.
  if (signal) toSignal({ signal });
  requireFunction('delay', delay);
  requireFunction('greeting', greeting);
  requireFunction('shouldReconnect', shouldReconnect);
  requireFunction('WebSocket', WebSocket);
  const all = {
    ...numbers,
    closeHiddenAfter: toNumber(toDictionary('hidden', given.hidden), 'closeAfter', Infinity),
    providerTimeout: toNumber(given, 'providerTimeout', numbers.connectTimeout),
    highWaterMark: toNumber(given, 'highWaterMark', Infinity),
    delay,
    greeting,
    overflow,
    shouldReconnect,
    signal,
    startClosed,
    WebSocket,
    heartbeat: toHeartbeat(given.heartbeat ?? NO_HEARTBEAT),
    protocols: toProvider(protocols, toProtocols),
  };
  return { ...all, settings: settingsOf(all) };
};

/** What the policy is told of the options: pairs of a setting and its value. It has the defaults by itself, and no heartbeat. */
const settingsOf = (options) => {
  const { closeHiddenAfter, greeting, heartbeat, overflow, shouldReconnect } = options;
  const settings = [];
  const set = (setting, value) => push(settings, [setting, value]);
  each(NAMES, (name) => {
    const { 0: setting, 1: otherwise } = SETTINGS[name];
    if (options[name] !== otherwise) set(setting, options[name]);
  });
  if (heartbeat.interval < Infinity)
    each(NAMES_OF_HEARTBEAT, (name) => set(SETTINGS_OF_HEARTBEAT[name][0], heartbeat[name]));
  if (overflow !== OVERFLOWS[0]) set(SETTING_OVERFLOW, placeIn(OVERFLOWS, overflow));
  if (shouldReconnect) set(SETTING_ASKS, 1);
  if (heartbeat.payload) set(SETTING_PROBES, 1);
  if (closeHiddenAfter < Infinity) set(SETTING_CLOSE_HIDDEN_AFTER, closeHiddenAfter);
  if (greeting) set(SETTING_GREETS, 1);
  return settings;
};

const toHeartbeat = (value) => {
  const given = toDictionary('heartbeat', value);
  const { isAlive, isAnswer, payload } = given;
  const members = { isAlive, isAnswer, payload };
  each(ownKeys(members), (name) => requireFunction(name, members[name]));
  return { ...toNumbers(given, SETTINGS_OF_HEARTBEAT), ...members };
};

const toNumbers = (given, settings) => {
  const all = {};
  each(settings === SETTINGS ? NAMES : NAMES_OF_HEARTBEAT, (name) => {
    all[name] = toNumber(given, name, settings[name][1]);
  });
  return all;
};

const toNumber = (given, name, otherwise) => {
  const { [name]: value } = given;
  if (value === undefined) return otherwise;
  const { [name]: least = 0 } = LEAST;
  const { [name]: most = Infinity } = MOST;
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

/** @returns {any} */
const toDictionary = (name, value = {}) => (isObject(value) ? value : refuse(name, value, 'an object'));

function refuse(name, value, rule) {
  throw new TypeError(`${name} has to be ${rule}. ${toText(value)} is not.`);
}
