// The frames of a benchmark: made once and written often, or counted without a look at what they hold.

export const OPCODE = { text: 1, binary: 2, close: 8, ping: 9 };

/** An unmasked frame with a payload of so many letters or bytes. */
export function frameOf(opcode, byteLength) {
  return Buffer.concat([header(opcode, byteLength), Buffer.alloc(byteLength, FILL)]);
}

/** An unmasked frame with this payload. */
export function frameWith(opcode, payload) {
  return Buffer.concat([header(opcode, payload.length), payload]);
}

function header(opcode, length) {
  if (length <= LONGEST_SHORT_PAYLOAD) return Buffer.from([FINAL | opcode, length]);
  const long = length > LONGEST_MEDIUM_PAYLOAD;
  const bytes = Buffer.alloc(long ? 10 : 4);
  bytes[0] = FINAL | opcode;
  bytes[1] = long ? LENGTH_IN_8_BYTES : LENGTH_IN_2_BYTES;
  if (long) bytes.writeBigUInt64BE(BigInt(length), 2);
  else bytes.writeUInt16BE(length, 2);
  return bytes;
}

/**
 * Takes a client's bytes in pieces. `messages` and `bytes` count the messages that are complete, and what all payloads held
 * so far; a message may come in several frames. `onMessage(scanner)` is called after each, `onControl(opcode, payload)` with
 * control frames, unmasked, and `onPayload(payload)`, if it is given, with data frames, unmasked as well.
 */
export class FrameScanner {
  messages = 0;
  bytes = 0;
  #unread = Buffer.alloc(0);
  #toSkip = 0;
  #isFinal = false;
  #onMessage;
  #onControl;
  #onPayload;

  constructor({ onMessage = () => {}, onControl = () => {}, onPayload }) {
    this.#onMessage = onMessage;
    this.#onControl = onControl;
    this.#onPayload = onPayload;
  }

  scan(chunk) {
    const bytes = this.#unread.length === 0 ? chunk : Buffer.concat([this.#unread, chunk]);
    let at = this.#skip(bytes, 0);
    for (let next = this.#frame(bytes, at); next !== at; next = this.#frame(bytes, at)) at = next;
    this.#unread = bytes.subarray(at);
  }

  /** Where the frame at `at` ends, or the bytes do; `at` if more of them are needed. */
  #frame(bytes, at) {
    const head = headOf(bytes, at);
    if (!head) return at;
    const { opcode, start, length } = head;
    const isControl = opcode >= OPCODE.close;
    if (isControl || this.#onPayload) {
      // What is looked into has to be there as a whole.
      if (bytes.length < start + length) return at;
      const payload = unmask(bytes.subarray(start, start + length), bytes.subarray(start - MASK_LENGTH, start));
      if (isControl) {
        this.#onControl(opcode, payload);
        return start + length;
      }
      this.#onPayload(payload);
    }
    this.bytes += length;
    this.#toSkip = length;
    this.#isFinal = head.isFinal;
    return this.#skip(bytes, start);
  }

  #skip(bytes, at) {
    const skipped = Math.min(this.#toSkip, bytes.length - at);
    this.#toSkip -= skipped;
    if (this.#toSkip === 0 && this.#isFinal) {
      this.#isFinal = false;
      this.messages += 1;
      this.#onMessage(this);
    }
    return at + skipped;
  }
}

/** The header of a masked frame, undefined if it is not complete; its payload starts at `start`. */
function headOf(bytes, at) {
  if (bytes.length < at + 2) return undefined;
  const length7 = bytes[at + 1] & 0x7f;
  const sizeOfLength = length7 === LENGTH_IN_8_BYTES ? 8 : length7 === LENGTH_IN_2_BYTES ? 2 : 0;
  const start = at + 2 + sizeOfLength + MASK_LENGTH;
  if (bytes.length < start) return undefined;
  // Six of eight bytes are as much as Node reads at once, and more than anybody sends.
  const length =
    sizeOfLength === 0 ? length7 : sizeOfLength === 2 ? bytes.readUInt16BE(at + 2) : bytes.readUIntBE(at + 4, 6);
  return { opcode: bytes[at] & 0x0f, isFinal: (bytes[at] & FINAL) !== 0, start, length };
}

function unmask(payload, mask) {
  const bytes = Buffer.from(payload);
  for (let index = 0; index < bytes.length; index += 1) bytes[index] ^= mask[index % MASK_LENGTH];
  return bytes;
}

const FINAL = 0x80;
const FILL = 'x';
const LONGEST_SHORT_PAYLOAD = 125;
const LONGEST_MEDIUM_PAYLOAD = 0xffff;
const LENGTH_IN_2_BYTES = 126;
const LENGTH_IN_8_BYTES = 127;
const MASK_LENGTH = 4;
