// WebIDL's conversions of dictionaries, as far as the shared scripts have none.

import { isObject, toNumber, toStrings, toText } from '../convert/values.js';
import { TypeError, take } from '../platform/captured.js';

const trunc = take('Math', 'trunc');

/** A dictionary: an object to take members from, if the value is an object, `undefined` or `null`. */
export const toDictionary = (value) => {
  if (value === undefined || value === null) return { __proto__: null };
  if (isObject(value)) return value;
  throw new TypeError(`A dictionary must be an object. ${toText(value)} is not one.`);
};

/** `[EnforceRange]` of an unsigned integer type with this greatest value. */
export const toInteger = (value, name, greatest) => {
  const number = trunc(toNumber(value));
  if (number >= 0 && number <= greatest) return number;
  throw new TypeError(`${name} must be between 0 and ${greatest}. ${toNumber(value)} is not.`);
};

/** USVString: a lone surrogate becomes U+FFFD. */
export const toUsvString = (value) => toText(value).replace(/\p{Surrogate}/gu, '\uFFFD');

/** `sequence<USVString>` as strings in a list, as `toStrings` has them. */
export const toSequence = (value) => {
  const strings = isObject(value) ? toStrings(value) : undefined;
  if (strings) return strings;
  throw new TypeError(`protocols must be a list of strings. ${toText(value)} is not one.`);
};

/** WebSocketCloseInfo: the code, undefined if there is none, and the reason. */
export const toCloseInfo = (value) => {
  const info = toDictionary(value);
  const { closeCode } = info;
  const code = closeCode === undefined ? closeCode : toInteger(closeCode, 'closeCode', 65_535);
  const { reason } = info;
  return { code, reason: reason === undefined ? '' : toUsvString(reason) };
};
