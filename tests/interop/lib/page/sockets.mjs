// What scenarios without a client library do with a socket.

/** The next event of a type; rejects if the connection ends without it. */
export function next(target, type) {
  return new Promise((resolve, reject) => {
    const onClose = (event) => {
      if (type !== 'close') reject(new Error(`closed with ${event.code} "${event.reason}", waiting for ${type}`));
    };
    target.addEventListener('close', onClose, { once: true });
    target.addEventListener(
      type,
      (event) => {
        target.removeEventListener('close', onClose);
        resolve(event);
      },
      { once: true },
    );
  });
}

/** An open socket of the class on the global. */
export async function open(url, protocols = []) {
  const socket = new WebSocket(url, protocols);
  await next(socket, 'open');
  return socket;
}

/** Sends a message and resolves to what comes next, as `shown` has it. */
export async function exchange(socket, data) {
  const answer = next(socket, 'message');
  socket.send(data);
  return shown((await answer).data);
}

/** Sends much, and resolves to how many bytes or code units came back, and whether they are the same. */
export async function comesBack(socket, data) {
  const answer = next(socket, 'message');
  socket.send(data);
  const { data: received } = await answer;
  if (typeof data === 'string') return { length: received.length, same: data === received };
  const [sent, back] = await Promise.all(
    [data, received].map((bytes) => (bytes instanceof Blob ? bytes.arrayBuffer() : bytes)),
  );
  return { bytes: back.byteLength, same: sameBytes(sent, back) };
}

/** Closes a socket and resolves to what the close event says. */
export async function close(socket, ...args) {
  const end = next(socket, 'close');
  socket.close(...args);
  return closing(await end);
}

export const closing = ({ code, reason, wasClean }) => ({ code, reason, wasClean });

/** Data in a form that JSON can carry: text as it is, bytes as the kind and hexadecimal digits. */
export async function shown(data) {
  if (typeof data === 'string') return data;
  if (data instanceof Blob) return `Blob ${hex(await data.arrayBuffer())}`;
  return `${data.constructor.name} ${hex(data)}`;
}

/** The bytes of a buffer or view as hexadecimal digits. */
export function hex(data) {
  return [...bytesOf(data)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The texts and bytes that every system exchanges: more than ASCII, and what is not UTF-8. */
export const TEXT = 'hé✓ 🌍';
export const BYTES = new Uint8Array([0, 1, 2, 254, 255]);

/** Bytes that differ all along, and do not compress away: `length` of them. */
export function manyBytes(length) {
  const words = new Uint32Array(Math.ceil(length / 4));
  let state = 2463534242;
  for (let index = 0; index < words.length; index++) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    words[index] = state;
  }
  return new Uint8Array(words.buffer, 0, length);
}

/** Whether two sequences of bytes are the same. */
export function sameBytes(a, b) {
  const [first, second] = [a, b].map(bytesOf);
  return first.length === second.length && first.every((byte, index) => byte === second[index]);
}

const bytesOf = (data) =>
  ArrayBuffer.isView(data) ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength) : new Uint8Array(data);
