/**
 * The records of a message of SignalR in MessagePack: each is a list, with its length in front, seven bits to a byte. Null if the bytes
 * are not that.
 */
export function recordsOf(bytes) {
  const records = [];
  for (let at = 0; at < bytes.length; ) {
    let length = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at++];
      if (byte === undefined || shift > 28) return null;
      length += (byte & 127) * 2 ** shift;
      if (byte < 128) break;
    }
    if (!isList(bytes[at]) || at + length > bytes.length) return null;
    records.push(bytes.subarray(at, at + length));
    at += length;
  }
  return records.length > 0 ? records : null;
}

const isList = (byte) => (byte & 0xf0) === 0x90 || byte === 0xdc || byte === 0xdd;
