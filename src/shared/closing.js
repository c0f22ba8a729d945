// The arguments of `close()`, as the standard has them. The class asks the core, which a tab does not load.

import { toNumber, toText, utf8Length } from '../convert/values.js';
import { DOMException } from '../platform/captured.js';

export const NO_STATUS = 1005;
const NORMAL = 1000;
const FIRST = 3000;
const LAST = 4999;
const MAX_REASON = 123;

/** The code, undefined if there is none, and the reason; throws as `close()` does. */
export const checkClose = (code, reason) => {
  const number = code === undefined ? code : clamp(toNumber(code));
  const text = reason === undefined ? '' : toText(reason);
  if (number !== undefined && number !== NORMAL && !(number >= FIRST && number <= LAST))
    throw new DOMException(
      `The close code has to be ${NORMAL}, or from ${FIRST} to ${LAST}. ${number} is not.`,
      'InvalidAccessError',
    );
  const length = utf8Length(text);
  if (length > MAX_REASON)
    throw new DOMException(`The close reason has ${length} bytes, and may have ${MAX_REASON}.`, 'SyntaxError');
  return [number, text];
};

// [Clamp] unsigned short. At this size there are no fractions: it is the nearest integer, of two the even one.
const INTEGERS = 2 ** 52;
const clamp = (number) => (number > 0 ? (number > 65535 ? 65535 : number + INTEGERS - INTEGERS) : 0);
