// Data to send that several sections need.

export const BYTES = [0, 1, 2, 253, 254, 255, 0x80, 0x7f];
export const HEX = '000102fdfeff807f';

/** A new ArrayBuffer of these bytes. */
export const buffer = () => new Uint8Array(BYTES).buffer;

/** What `make` makes of a buffer whose memory is then transferred away. */
export function detached(make) {
  const memory = buffer();
  const value = make(memory);
  structuredClone(memory, { transfer: [memory] });
  return value;
}

/** Memory that is shared, also if a page may not name its class; skips the test if there is none. */
export function shared(t) {
  const memory = sharedMemory();
  return t.needs(Object.prototype.toString.call(memory) === '[object SharedArrayBuffer]' && memory, 'shared memory');
}

function sharedMemory() {
  try {
    return new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true }).buffer;
  } catch {
    return undefined;
  }
}

/** A text of exactly this many bytes, all but the last few of them made of one character. */
export const textOf = (character, bytes) => {
  const size = new TextEncoder().encode(character).length;
  const count = Math.floor(bytes / size);
  return character.repeat(count) + 'x'.repeat(bytes - count * size);
};
