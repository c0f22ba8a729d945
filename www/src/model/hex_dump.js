/**
 * Bytes as a hex dump, a line for each `width` of them: offset, hex, and the printable ASCII characters.
 *
 * `offset` is that of the first byte, `total` how many there are in all: every page of a dump has offsets of one length.
 */
export function hexDump(bytes, { offset = 0, total = offset + bytes.length, width = 16 } = {}) {
  const digits = Math.max(LEAST_DIGITS, Math.max(0, total - 1).toString(16).length);
  const lines = [];
  for (let start = 0; start < bytes.length; start += width) {
    const row = bytes.subarray(start, start + width);
    const hex = Array.from(row, (byte) => byte.toString(16).padStart(2, '0'))
      .join(' ')
      .padEnd(3 * width - 1);
    lines.push(`${(offset + start).toString(16).padStart(digits, '0')}  ${hex}  ${ascii(row)}`);
  }
  return lines.join('\n');
}

function ascii(bytes) {
  return Array.from(bytes, (byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.')).join('');
}

const LEAST_DIGITS = 4;
