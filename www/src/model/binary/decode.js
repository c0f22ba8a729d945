// MessagePack and CBOR. Their libraries are loaded with the first message that may be in one of them.
import { recordsOf } from './records.js';

/**
 * The value in the bytes of a message, as `{ format, value }`; null if they are in neither format. A number or a text alone is no
 * value: any byte could be one. SignalR has several values in one message, each with its length in front: a list of them, `isFramed`.
 */
export async function decode(bytes, { protocols = [] } = {}) {
  const records = recordsOf(bytes);
  if (records) {
    const { read } = await FORMATS.MessagePack.load();
    const value = attempt(() => records.map(read));
    if (value) return { format: 'MessagePack', value: simple(value), isFramed: true };
  }
  const names = Object.keys(FORMATS);
  if (protocols.some((protocol) => /cbor/i.test(protocol))) names.reverse();
  for (const format of names) {
    const { load, begins } = FORMATS[format];
    if (bytes.length < 2 || !begins(bytes[0])) continue;
    const { read } = await load();
    const value = attempt(() => read(bytes));
    if (typeof value === 'object' && value !== null) return { format, value: simple(value), isFramed: false };
  }
  return null;
}

/** A value as text, laid out: JSON, with bytes in hex and large integers as they are. */
export const textOf = (value) => JSON.stringify(value, (_, one) => (typeof one === 'bigint' ? `${one}n` : one), 2);

/** By name: what loads the library, and whether a list, an object or, in CBOR, a tag begins with this byte. */
const FORMATS = {
  MessagePack: {
    load: () => import('./message_pack.js'),
    begins: (byte) => (byte >= 0x80 && byte <= 0x9f) || (byte >= 0xdc && byte <= 0xdf),
  },
  CBOR: { load: () => import('./cbor.js'), begins: (byte) => byte >= 0x80 && byte <= 0xdb },
};

const attempt = (read) => {
  try {
    return read();
  } catch {
    return undefined;
  }
};

/** Of the kinds that JSON has: bytes as hex, and a map as an object. */
function simple(value) {
  if (ArrayBuffer.isView(value)) return hexOf(value);
  if (Array.isArray(value)) return value.map(simple);
  if (value instanceof Map) return Object.fromEntries(Array.from(value, ([key, one]) => [keyOf(key), simple(one)]));
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, simple(one)]));
}

const keyOf = (key) => (typeof key === 'object' && key !== null ? textOf(simple(key)) : String(key));

const hexOf = ({ buffer, byteOffset, byteLength }) =>
  `bytes ${Array.from(new Uint8Array(buffer, byteOffset, byteLength), (byte) => byte.toString(16).padStart(2, '0')).join('')}`;
