// JavaScript values as WebIDL sees them, by their internal slots: prototypes that a page has changed, or objects of
// another frame, make no difference.
import {
  TypeError, Uint8Array, apply, descriptorOf, find, findGetter, getPrototypeOf, getterOf, has, ownerOf, take, takeGetter, takeMethod,
} from './captured.js';
import { blobSize } from './host.js';
import { encodeInto } from './utf8.js';

const iterator = take('Symbol', 'iterator');
const bufferLength = takeGetter('ArrayBuffer', 'byteLength');
const isResizable = findGetter('ArrayBuffer', 'resizable');
const isView = take('ArrayBuffer', 'isView');
const Memory = find('Memory', undefined, globalThis.WebAssembly);
const bufferPrototype = ownerOf(globalThis.ArrayBuffer?.prototype, 'byteLength');
const blobPrototype = ownerOf(globalThis.Blob?.prototype, 'size');
let sharedLength = findGetter('SharedArrayBuffer', 'byteLength');
const arrayLength = takeGetter('Uint8Array', 'byteLength');
const arrayBuffer = takeGetter('Uint8Array', 'buffer');
const arrayOffset = takeGetter('Uint8Array', 'byteOffset');
const arrayTag = takeGetter('Uint8Array', take('Symbol', 'toStringTag'));
const viewLength = takeGetter('DataView', 'byteLength');
const viewBuffer = takeGetter('DataView', 'buffer');
const viewOffset = takeGetter('DataView', 'byteOffset');

/** Numbers that `kind_from` in core.rs knows. */
const OTHER = 0;
export const BLOB = 1;
const BUFFER = 2;
const VIEW = 3;
const TEXT = 4;

/** Which member of `(BufferSource or Blob or USVString)` a value is; throws for memory that may not be sent. */
export const kindOf = (value) => {
  if (typeof value === 'string') return TEXT;
  if (typeof value !== 'object' || value === null) return OTHER;
  if (isView(value)) return bufferKind(arrayTag(value) ? arrayBuffer(value) : viewBuffer(value), VIEW);
  return has(blobSize, value) ? BLOB : bufferKind(value, BUFFER);
};

const bufferKind = (buffer, kind) => {
  const isUnshared = has(bufferLength, buffer);
  if (isUnshared && !isResizable?.(buffer)) return kind;
  // It could change while it is sent: [AllowShared] and [AllowResizable] are not in the IDL. A view's buffer that is no
  // ArrayBuffer is shared.
  if (isUnshared || kind === VIEW || isShared(buffer)) {
    throw new TypeError('send() does not take shared or resizable memory: copy it first.');
  }
  return OTHER;
};

const isShared = (value) => {
  try {
    // Pages that are not cross-origin isolated have shared memory from here only, and no name for its class.
    sharedLength ??= getterOf(descriptorOf(new Memory({ __proto__: null, initial: 0, maximum: 0, shared: true }).buffer, 'byteLength').get);
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
  if (kind === BLOB) return blobSize(value);
  if (kind === BUFFER) return bufferLength(value);
  if (kind === VIEW) return arrayTag(value) ? arrayLength(value) : detachedAsEmpty(value);
  return utf8Length(value);
};

/** The same for the data of a message event that the host fired: a string, a buffer or a Blob, unless the page has tampered with it. */
export const receivedLength = (data) => {
  if (typeof data === 'string') return utf8Length(data);
  try {
    return getPrototypeOf(data) === bufferPrototype ? bufferLength(data) : blobSize(data);
  } catch {
    return byteLength(data, kindOf(data));
  }
};

const detachedAsEmpty = (view) => (has(viewLength, view) ? viewLength(view) : 0);

/** A new ArrayBuffer with the bytes that a buffer or a view has now; empty where its memory was transferred away. */
export const copyBytes = (value, kind) => {
  const length = byteLength(value, kind);
  if (kind === BUFFER || length === 0) return arrayBuffer(new Uint8Array(length ? new Uint8Array(value) : 0));
  const isArray = arrayTag(value);
  const buffer = isArray ? arrayBuffer(value) : viewBuffer(value);
  const offset = isArray ? arrayOffset(value) : viewOffset(value);
  return arrayBuffer(new Uint8Array(new Uint8Array(buffer, offset, length)));
};

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
  // No array: a page may have put setters on Array.prototype.
  const strings = { __proto__: null, length: 0 };
  // WebIDL does not close an iterator whose value cannot be converted, as for-of would.
  const iterating = requireObject(apply(method, value, []));
  const { next } = iterating;
  for (;;) {
    const result = requireObject(apply(next, iterating, []));
    if (result.done) return strings;
    strings[strings.length++] = toText(result.value);
  }
};

const requireObject = (value) => {
  if (isObject(value)) return value;
  throw new TypeError(`The subprotocols' iterator gave ${toText(value)}, which is not an object.`);
};

export const isObject = (value) => (typeof value === 'object' ? value !== null : typeof value === 'function');
