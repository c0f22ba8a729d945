// The code and the reason of a close, and the rules of the class for them.
import { utf8Length } from './bytes.js';

/** The most bytes that a close frame has room for in a reason. */
export const REASON_BYTES = 123;

/** The arguments of `close` for the two fields. An empty field means no argument. */
export function closeArguments(code, reason) {
  if (reason !== '') return [code === '' ? undefined : asTyped(code), reason];
  return code === '' ? [] : [asTyped(code)];
}

/** `{ code, reason }`: why the class will reject each field, in a sentence; '' if it will not. */
export function closeProblems(code, reason) {
  const bytes = utf8Length(reason);
  return {
    code:
      code === '' || isAllowed(converted(code))
        ? ''
        : `close() will reject “${code}”. The code must be 1000 or 3000 to 4999.`,
    reason:
      bytes <= REASON_BYTES
        ? ''
        : `close() will reject the reason. It has ${bytes} bytes, at most ${REASON_BYTES} are allowed.`,
  };
}

// A number if it looks like one, so that the timeline shows the call that a program would make.
function asTyped(code) {
  return String(Number(code)) === code ? Number(code) : code;
}

/** Web IDL's [Clamp] unsigned short: the nearest integer, the even one of two; 0 for NaN. */
function converted(code) {
  const number = Math.min(Math.max(Number(code) || 0, 0), 65535);
  const below = Math.floor(number);
  const rest = number - below;
  return rest > 0.5 || (rest === 0.5 && below % 2 === 1) ? below + 1 : below;
}

const isAllowed = (code) => code === 1000 || (code >= 3000 && code <= 4999);
