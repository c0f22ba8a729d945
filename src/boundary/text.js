// Texts on their way into the core, piece by piece, and out of it.

import { decodeUtf8, encodeInto } from '../convert/utf8.js';
import { slice, utf8Length } from '../convert/values.js';
import { DOMException, takeGetter, takeMethod, Uint8Array, WebAssembly } from '../platform/captured.js';
import { TEXT_EXCEPTION_MESSAGE, TEXT_EXCEPTION_NAME, TEXT_REASON } from './numbers.js';
import { Core, context } from './wasm.js';

const codeUnit = takeMethod('String', 'charCodeAt');
const bufferOf = takeGetter('Memory', 'buffer', WebAssembly);
const bytesAt = (address, length) => new Uint8Array(bufferOf(Core.memory), address >>> 0, length);

/** The most code units of a piece. `Context` in context.rs has 3 bytes for each. */
export const PIECE = 1000;

/** Writes a text for the core to read, or the start of one that is longer than a piece; returns its length in bytes of UTF-8. */
export const writeText = (text) => {
  const piece = slice(text, 0, PIECE);
  const { length } = piece;
  const bytes = bytesAt(Core.websocket_wasm_incoming(context), 3 * length);
  // Nearly all are short and in ASCII, as URLs are; for these an encoder takes longer.
  for (let index = 0; index < length; index += 1) {
    const unit = codeUnit(piece, index);
    if (unit > 127) return encodeInto(piece, bytes);
    bytes[index] = unit;
  }
  return length;
};

/** How long a text is in bytes, of which `writeText` has written so many. */
export const lengthOf = (text, written) => (text.length > PIECE ? utf8Length(text) : written);

/** Has the core check a text by pieces: `check` gets the length of one, and whether it is the first and the last. Returns its last answer. */
export const checkPieces = (text, check) => {
  for (let start = 0; ; start += PIECE) {
    const isLast = start + PIECE >= text.length;
    const answer = orThrow(check(writeText(slice(text, start, start + PIECE)), start === 0, isLast));
    if (isLast) return answer;
  }
};

const readText = (index) => {
  const length = Core.websocket_wasm_text_length(context, index);
  return decodeUtf8(bytesAt(Core.websocket_wasm_text(context, index), length), length);
};

/** The reason that the core has put there for us to read. */
export const readReason = () => readText(TEXT_REASON);

/** Returns an answer of the core, or throws the DOMException with which it has refused. */
export const orThrow = (answer) => {
  if (answer) return answer;
  throw new DOMException(readText(TEXT_EXCEPTION_MESSAGE), readText(TEXT_EXCEPTION_NAME));
};
