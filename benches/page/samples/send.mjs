// Sending: a burst in one task, and the next one when the server has all of it, so that nothing piles up.
import { callClock } from './call_clock.mjs';
import { closed, nextOf, opened, whileOpen } from './socket.mjs';

/** As `prepareReceive`. `inside` is the time of the loops that only send. */
export async function prepareSend(connect, { servers, type, bytes: byteLength, count, burst, reads = false }) {
  const socket = connect(`${nextOf(servers)}/sink?every=${burst}`);
  await opened(socket);
  const sendBurst = reads ? sendWithReads : sendOnly;
  const payload = payloadOf(type, byteLength);
  return {
    run: () =>
      whileOpen(socket, (resolve) => {
        const clock = callClock();
        const send = () => clock.time(() => sendBurst(socket, payload, burst));
        const started = performance.now();
        socket.onmessage = ({ data }) => {
          const [messages, bytes] = data.split(' ').map(Number);
          if (messages < count) send();
          else resolve({ wall: performance.now() - started, inside: clock.total(), messages, bytes });
        };
        send();
      }),
    finish: () => closed(socket),
  };
}

function sendOnly(socket, payload, times) {
  for (let index = 0; index < times; index += 1) socket.send(payload);
}

// What careful code does: it does not send what could not be sent now. Here it always can.
function sendWithReads(socket, payload, times) {
  for (let index = 0; index < times; index += 1) {
    if (socket.readyState === OPEN && socket.bufferedAmount < HIGH_WATER_BYTES) socket.send(payload);
  }
}

function payloadOf(type, byteLength) {
  if (type === 'text') return 'x'.repeat(byteLength);
  const bytes = new Uint8Array(byteLength).fill('x'.charCodeAt(0));
  return type === 'blob' ? new Blob([bytes]) : bytes;
}

const OPEN = 1;
const HIGH_WATER_BYTES = 16 * 1024 * 1024;
