// UTF-8, by the platform's coders; by way of URLs if there are none, as in Jest's jsdom environment.
import { apply, find, methodOf } from '../platform/captured.js';

const encode = find('TextEncoder', 'encodeInto');
const encoder = encode && new (find('TextEncoder'))();
const callEncode = methodOf(encode);
const decode = find('TextDecoder', 'decode');
const decoder = decode && new (find('TextDecoder'))('utf-8', { ignoreBOM: true });
const callDecode = methodOf(decode);

/** Writes a text, lone surrogates replaced, to bytes that have room for it; returns how many bytes it is. */
export const encodeInto = encode
  ? (text, bytes) => callEncode(encoder, text, bytes).written
  : (text, bytes) => {
      const characters = unescape(encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\uFFFD')));
      for (let index = 0; index < characters.length; index += 1) bytes[index] = characters.charCodeAt(index);
      return characters.length;
    };

/** The text in bytes that are valid UTF-8: some thousands at most. */
export const decodeUtf8 = decode
  ? (bytes) => callDecode(decoder, bytes)
  : (bytes) => decodeURIComponent(escape(apply(String.fromCharCode, null, bytes)));
