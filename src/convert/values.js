// JavaScript values as WebIDL sees them, by their internal slots: prototypes that a page has changed, or objects of
// another frame, make no difference.

import { blobSize } from '../host/host.js';
import {
  apply,
  descriptorOf,
  find,
  findGetter,
  getPrototypeOf,
  getterOf,
  has,
  iterator,
  NONE,
  ownerOf,
  TypeError,
  take,
  takeGetter,
  takeMethod,
  toStringTag,
  Uint8Array,
  WebAssembly,
} from '../platform/captured.js';
import { KIND_BLOB, KIND_BUFFER, KIND_OTHER, KIND_TEXT, KIND_VIEW } from './numbers.js';
import { encodeInto } from './utf8.js';

const bufferLength = takeGetter('ArrayBuffer', 'byteLength');
const isResizable = findGetter('ArrayBuffer', 'resizable');
export const isView = take('ArrayBuffer', 'isView');
const Memory = find('Memory', undefined, WebAssembly);
const bufferPrototype = ownerOf(find('ArrayBuffer')?.prototype, 'byteLength');
const blobPrototype = ownerOf(find('Blob')?.prototype, 'size');
let sharedLength = findGetter('SharedArrayBuffer', 'byteLength');
const arrayTag = takeGetter('Uint8Array', toStringTag);
const gettersOf = (name) => ({
  lengthOf: takeGetter(name, 'byteLength'),
  bufferOf: takeGetter(name, 'buffer'),
  offsetOf: takeGetter(name, 'byteOffset'),
});
const ofTypedArray = gettersOf('Uint8Array');
const ofDataView = gettersOf('DataView');
const gettersFor = (view) => (arrayTag(view) ? ofTypedArray : ofDataView);

/** Which member of `(BufferSource or Blob or USVString)` a value is; throws for memory that may not be sent. */
export const kindOf = (value) => {
  if (typeof value === 'string') return KIND_TEXT;
  if (typeof value !== 'object' || value === null) return KIND_OTHER;
  if (isView(value)) return bufferKind(gettersFor(value).bufferOf(value), KIND_VIEW);
  // A guess, as below.
  const isBuffer = getPrototypeOf(value) === bufferPrototype;
  return !isBuffer && has(blobSize, value) ? KIND_BLOB : bufferKind(value, KIND_BUFFER);
};

const bufferKind = (buffer, kind) => {
  const isUnshared = has(bufferLength, buffer);
  if (isUnshared && !isResizable?.(buffer)) return kind;
  // It could change while it is sent: [AllowShared] and [AllowResizable] are not in the IDL. A view's buffer that is no
  // ArrayBuffer is shared.
  if (isUnshared || kind === KIND_VIEW || isShared(buffer)) {
    throw new TypeError('send() does not take shared or resizable memory: copy it first.');
  }
  // Its prototype may be a lie.
  return has(blobSize, buffer) ? KIND_BLOB : KIND_OTHER;
};

const isShared = (value) => {
  try {
    // Pages that are not cross-origin isolated have shared memory from here only, and no name for its class.
    sharedLength ??= getterOf(
      descriptorOf(new Memory({ __proto__: null, initial: 0, maximum: 0, shared: true }).buffer, 'byteLength').get,
    );
  } catch {
    return false;
  }
  return has(sharedLength, value);
};

/**
 * Whether WebIDL's conversion of a value runs no code of the page, so that the host may as well do it. A guess by the
 * prototype, confirmed by the slot: asking for a slot that is not there throws, which costs as much as ten messages.
 */
export const convertsQuietly = (value) => {
  if (typeof value === 'string' || isView(value)) return true;
  const prototype = isObject(value) && getPrototypeOf(value);
  if (prototype === bufferPrototype) return has(bufferLength, value);
  return prototype === blobPrototype && has(blobSize, value);
};

/** Bytes of application data in a value of this kind. */
export const byteLength = (value, kind) => {
  if (kind === KIND_BLOB) return blobSize(value);
  if (kind === KIND_BUFFER) return bufferLength(value);
  if (kind === KIND_VIEW) return arrayTag(value) ? ofTypedArray.lengthOf(value) : detachedAsEmpty(value);
  return utf8Length(value);
};

const detachedAsEmpty = (view) => (has(ofDataView.lengthOf, view) ? ofDataView.lengthOf(view) : 0);

/** Bytes of application data in any value. A typed array is not asked whether its memory may be sent. */
export const lengthOf = (value) => (arrayTag(value) ? ofTypedArray.lengthOf(value) : byteLength(value, kindOf(value)));

/** A new ArrayBuffer with the bytes that a buffer or a view has now; empty if its memory was transferred away. */
export const copyBytes = (value, kind) => {
  const length = byteLength(value, kind);
  if (length === 0) return copyOf(0);
  if (kind === KIND_BUFFER) return copyOf(new Uint8Array(value));
  const { bufferOf, offsetOf } = gettersFor(value);
  return copyOf(new Uint8Array(bufferOf(value), offsetOf(value), length));
};

const copyOf = (bytes) => ofTypedArray.bufferOf(new Uint8Array(bytes));

/** A text from one code unit on, up to another or its end. */
export const slice = takeMethod('String', 'slice');
const codePointAt = takeMethod('String', 'codePointAt');
const PIECE = 10_000;
const scratch = new Uint8Array(3 * PIECE);

// Piece by piece: the text may be large. Looking at each code unit takes Chromium twice as long, the others fifteen times and
// more. Pieces of a piece would be quadratic: Chromium and WebKit copy all of a string that they encode the start of.
export const utf8Length = (text) => {
  let bytes = 0;
  let end;
  for (let start = 0; start < text.length; start = end) {
    end = start + PIECE;
    // A surrogate pair stays together.
    if (codePointAt(text, end - 1) > 0xffff) end--;
    bytes += encodeInto(slice(text, start, end), scratch);
  }
  return bytes;
};

/** ToString: throws a TypeError for a symbol, and whatever the value's own conversion throws. */
export const toText = (value) => `${value}`;

/** ToNumber: throws a TypeError for a symbol or a bigint. */
export const toNumber = (value) => +value;

/** `(DOMString or sequence<DOMString>)` as strings in a list: indices and a length. Undefined for an object that cannot be iterated. */
export const toStrings = (value) => {
  if (value === undefined) return [];
  if (!isObject(value)) return [toText(value)];
  const method = value[iterator];
  if (method === undefined || method === null) return undefined;
  const strings = newList();
  // WebIDL does not close an iterator whose value cannot be converted, as for-of would.
  const iterating = requireObject(apply(method, value, NONE));
  const { next } = iterating;
  for (;;) {
    const result = requireObject(apply(next, iterating, NONE));
    if (result.done) return strings;
    addTo(strings, toText(result.value));
  }
};

/** A list. No array: a page may have put setters on Array.prototype. */
export const newList = () => ({ __proto__: null, length: 0 });

export const addTo = (list, value) => {
  list[list.length++] = value;
};

/** Where a value first is in a list; its length if it is not there. */
export const indexIn = (list, value) => {
  let index = 0;
  while (index < list.length && list[index] !== value) index += 1;
  return index;
};

const requireObject = (value) => {
  if (isObject(value)) return value;
  throw new TypeError(`The subprotocols' iterator gave ${toText(value)}, which is not an object.`);
};

export const isObject = (value) => (typeof value === 'object' ? value !== null : typeof value === 'function');
