// Members of dictionaries, converted as WebIDL has it.

import { isAborted } from '../host/host.js';
import { has, TypeError } from '../platform/captured.js';
import { toNumber, toText } from './values.js';

/** No timer can be set for a time so long or longer. */
const NEVER_MS = 2 ** 31;

/** A member that is a time in milliseconds; Infinity if no timer can be set for it. */
export const toTimeout = (dictionary, name) => {
  const milliseconds = toLimit(dictionary, name, Infinity);
  return milliseconds < NEVER_MS ? milliseconds : Infinity;
};

/** A member that is a number, or its default if it is missing; throws a TypeError if it is negative or NaN. */
export const toLimit = (dictionary, name, otherwise) => {
  const value = dictionary?.[name];
  const number = value === undefined ? otherwise : toNumber(value);
  if (number >= 0) return number;
  throw new TypeError(`${name} must not be negative or NaN: ${number} is.`);
};

/** The member `signal`; a TypeError if it is not an AbortSignal. */
export const toSignal = (dictionary) => {
  const signal = dictionary?.signal;
  if (signal === undefined || has(isAborted, signal)) return signal;
  throw new TypeError(`signal must be an AbortSignal: ${toText(signal)} is not one.`);
};
