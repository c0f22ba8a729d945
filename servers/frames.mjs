// WebSocket frames byte by byte (RFC 6455, section 5.2), for what `ws` will not write and does not tell.

export const OPCODE = { text: 1, binary: 2, close: 8, reserved: 11 };

/** A frame as bytes, whether it is legal or not; the payload must be shorter than 64 KiB. */
export function frame(opcode, payload, { isFinal = true, rsv = 0, isMasked = false } = {}) {
  const header = [(isFinal ? 0x80 : 0) | (rsv << 4) | opcode];
  const maskBit = isMasked ? 0x80 : 0;
  if (payload.length <= LONGEST_SHORT_PAYLOAD) {
    header.push(maskBit | payload.length);
  } else {
    header.push(maskBit | LENGTH_IN_2_BYTES, payload.length >> 8, payload.length & 0xff);
  }
  // A mask of zeros leaves the payload as it is.
  return Buffer.concat([Buffer.from(header), Buffer.alloc(isMasked ? MASK_LENGTH : 0), payload]);
}

/** The body of a Close frame, with any code from 0 to 65535; empty without a code. */
export function closeBody(code, reason = '') {
  if (code === undefined) return Buffer.alloc(0);
  return Buffer.concat([Buffer.from([code >> 8, code & 0xff]), Buffer.from(reason)]);
}

/**
 * Makes a listener for a client's bytes that finds the first Close frame in them and calls `found` with its body,
 * exactly as it was sent. It keeps no data: the payloads of other frames are skipped.
 */
export function closeFrameFinder(found) {
  let unread = Buffer.alloc(0);
  let toSkip = 0;
  let isFound = false;
  return (chunk) => {
    const skipped = Math.min(toSkip, chunk.length);
    toSkip -= skipped;
    unread = Buffer.concat([unread, chunk.subarray(skipped)]);
    let header;
    while (!isFound && (header = parseHeader(unread))) {
      const end = header.length + header.payloadLength;
      const isComplete = unread.length >= end;
      if (header.opcode === OPCODE.close) {
        if (!isComplete) return;
        isFound = true;
        found(unmask(unread.subarray(header.length, end), header.mask));
      }
      toSkip = Math.max(0, end - unread.length);
      unread = unread.subarray(end);
    }
  };
}

/** The header of the frame at the start of these bytes, or undefined if it is not complete yet. */
function parseHeader(bytes) {
  if (bytes.length < 2) return undefined;
  const length7 = bytes[1] & 0x7f;
  const lengthSize = length7 === LENGTH_IN_8_BYTES ? 8 : length7 === LENGTH_IN_2_BYTES ? 2 : 0;
  const maskSize = bytes[1] & 0x80 ? MASK_LENGTH : 0;
  const length = 2 + lengthSize + maskSize;
  if (bytes.length < length) return undefined;
  return {
    opcode: bytes[0] & 0x0f,
    length,
    payloadLength: lengthSize === 0 ? length7 : Number(BigInt(`0x${bytes.toString('hex', 2, 2 + lengthSize)}`)),
    mask: bytes.subarray(length - maskSize, length),
  };
}

function unmask(payload, mask) {
  return mask.length === 0
    ? Buffer.from(payload)
    : Buffer.from(payload.map((byte, index) => byte ^ mask[index % MASK_LENGTH]));
}

const LONGEST_SHORT_PAYLOAD = 125;
const LENGTH_IN_2_BYTES = 126;
const LENGTH_IN_8_BYTES = 127;
const MASK_LENGTH = 4;
