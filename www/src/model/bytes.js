// Bytes as people type and read them.

/** A mistake in the input, found by this page and not by the WebSocket class. `offset` is its place, if known. */
export class InputError extends Error {
  constructor(message, offset = undefined) {
    super(message);
    this.offset = offset;
  }
}

/** The bytes of "00 ff", "00ff", "0x00, 0xff" and the like; throws an InputError for anything else. */
export function parseHex(text) {
  // As long as before, so that offsets stay valid.
  const groups = [...text.replace(/0x/gi, '  ').matchAll(/[^\s,;:_-]+/g)];
  for (const { 0: group, index } of groups) {
    const stranger = /[^0-9a-f]/iu.exec(group);
    if (stranger)
      fail(
        text,
        index + stranger.index,
        (place) => `“${stranger[0]}” is not a hex digit (${place}): write bytes like 00 7f ff.`,
      );
    if (group.length % 2 === 1)
      fail(text, index, (place) => `“${shortened(group)}” has an odd number of digits (${place}): a byte has two.`);
  }
  const digits = groups.map(([group]) => group).join('');
  return Uint8Array.from({ length: digits.length / 2 }, (_, index) =>
    Number.parseInt(digits.slice(2 * index, 2 * index + 2), 16),
  );
}

/** Bytes as "00 7f ff", with an ellipsis if `byteLength` says that there are more. */
export function formatHex(bytes, byteLength = bytes.length) {
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(' ');
  return byteLength > bytes.length ? `${hex} …` : hex;
}

/** The bytes of base64 or base64url, with or without = at the end; throws an InputError for anything else. */
export function parseBase64(text) {
  const padding = /[=\s]*$/.exec(text);
  const stranger = /[^\w+/\s-]/u.exec(text.slice(0, padding.index));
  if (stranger) {
    const why = stranger[0] === '=' ? 'is not at the end' : 'is not a base64 character';
    fail(
      text,
      stranger.index,
      (place) => `“${stranger[0]}” ${why} (${place}): use A–Z a–z 0–9 + / or - _, and = at the end.`,
    );
  }
  const characters = text.slice(0, padding.index).replace(/\s/g, '');
  const left = characters.length % 4;
  const signs = padding[0].replace(/\s/g, '').length;
  if (left === 1)
    fail(
      text,
      padding.index,
      (place) => `The base64 ends in the middle of a byte (${place}): one character is missing or extra.`,
    );
  if (signs > 0 && signs !== (4 - left) % 4) {
    fail(
      text,
      text.indexOf('=', padding.index),
      (place) => `The text ends with ${signs} × “=” (${place}), but it needs ${(4 - left) % 4} or none.`,
    );
  }
  return Uint8Array.from(atob(characters.replaceAll('-', '+').replaceAll('_', '/')), (character) =>
    character.charCodeAt(0),
  );
}

/** Bytes as base64, with = at the end. */
export function formatBase64(bytes) {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}

/** The number of bytes that a text has on the wire. */
export function utf8Length(text) {
  return new TextEncoder().encode(text).length;
}

/** The place of an offset in words: "line 2, column 7", counted from 1 in characters. */
export function placeOf(text, offset) {
  const lines = text.slice(0, offset).split('\n');
  return `line ${lines.length}, column ${Array.from(lines.at(-1)).length + 1}`;
}

function fail(text, offset, messageAt) {
  throw new InputError(messageAt(placeOf(text, offset)), offset);
}

const shortened = (text) => (text.length > 20 ? `${text.slice(0, 20)}…` : text);
