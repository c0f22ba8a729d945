// Bytes as people type and read them.

/** A mistake in what was typed, found by this page and not by the WebSocket class. */
export class InputError extends Error {}

/** The bytes of "00 ff", "00ff", "0x00, 0xff" and the like; throws an InputError for anything else. */
export function parseHex(text) {
  const groups = text.replace(/0x/gi, ' ').split(SEPARATORS).filter(Boolean);
  for (const group of groups) {
    const stranger = /[^0-9a-f]/iu.exec(group);
    if (stranger) throw new InputError(`“${stranger[0]}” is not a hex digit: write bytes like 00 7f ff.`);
    if (group.length % 2 === 1) throw new InputError(`“${group}” has an odd number of digits: a byte has two.`);
  }
  return Uint8Array.from(groups.flatMap((group) => group.match(/../g)), (byte) => Number.parseInt(byte, 16));
}

/** Bytes as "00 7f ff", with an ellipsis where `byteLength` says that there are more. */
export function formatHex(bytes, byteLength = bytes.length) {
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(' ');
  return byteLength > bytes.length ? `${hex} …` : hex;
}

/** How many bytes a text has on the wire. */
export function utf8Length(text) {
  return new TextEncoder().encode(text).length;
}

const SEPARATORS = /[\s,;:_-]+/;
