// UTF-8, by the platform's coders. By hand if there are none, as in Jest's jsdom environment.
import { find, methodOf, take, takeMethod } from './captured.js';

const codePointAt = takeMethod('String', 'codePointAt');
const fromCodePoint = take('String', 'fromCodePoint');

const encodeByHand = (text, bytes) => {
  let length = 0;
  for (let index = 0; index < text.length; index += 1) {
    let point = codePointAt(text, index);
    if (point > 0xffff) index += 1;
    // A lone surrogate.
    if (point >> 11 === 27) point = 0xfffd;
    const others = countOthers(point, 0x7f, 0x7ff, 0xffff);
    bytes[length++] = others ? (0xf80 >> others) | (point >> (6 * others)) : point;
    for (let rest = others; rest--;) bytes[length++] = 0x80 | ((point >> (6 * rest)) & 0x3f);
  }
  return length;
};

const decodeByHand = (bytes) => {
  let text = '';
  for (let index = 0; index < bytes.length;) {
    let point = bytes[index++];
    const others = countOthers(point, 0xbf, 0xdf, 0xef);
    if (others) point &= 0x3f >> others;
    for (let rest = others; rest--;) point = (point << 6) | (bytes[index++] & 0x3f);
    text += fromCodePoint(point);
  }
  return text;
};

// How many bytes follow the first one.
const countOthers = (number, one, two, three) => (number > one) + (number > two) + (number > three);

const encode = find('TextEncoder', 'encodeInto');
const encoder = encode && new globalThis.TextEncoder();
const callEncode = methodOf(encode);
const decode = find('TextDecoder', 'decode');
const decoder = decode && new globalThis.TextDecoder('utf-8', { ignoreBOM: true });
const callDecode = methodOf(decode);

/** Writes a text, lone surrogates replaced, to bytes that have room for it; returns how many bytes it is. */
export const encodeInto = encode ? (text, bytes) => callEncode(encoder, text, bytes).written : encodeByHand;

/** The text in bytes that are valid UTF-8. */
export const decodeUtf8 = decode ? (bytes) => callDecode(decoder, bytes) : decodeByHand;
