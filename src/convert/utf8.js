// UTF-8, by the platform's encoder; by way of URLs if there is none, as in Jest's jsdom environment.
import { find, methodOf, take } from '../platform/captured.js';

const encode = find('TextEncoder', 'encodeInto');
const encoder = encode && new (find('TextEncoder'))();
const callEncode = methodOf(encode);
const fromCharCode = take('String', 'fromCharCode');
const escape = take('escape');
const decodeURIComponent = take('decodeURIComponent');

/** Writes a text, lone surrogates replaced, to bytes that have room for it; returns how many bytes it is. */
export const encodeInto = encode
  ? (text, bytes) => callEncode(encoder, text, bytes).written
  : (text, bytes) => {
      const characters = unescape(encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\uFFFD')));
      for (let index = 0; index < characters.length; index += 1) bytes[index] = characters.charCodeAt(index);
      return characters.length;
    };

/** The text in so many bytes, which are valid UTF-8: some thousands at most. Short texts need no TextDecoder, which not all have. */
export const decodeUtf8 = (bytes, length) => {
  let characters = '';
  for (let index = 0; index < length; index += 1) characters += fromCharCode(bytes[index]);
  return decodeURIComponent(escape(characters));
};
