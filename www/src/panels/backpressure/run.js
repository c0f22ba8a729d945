import { opened, upload } from './example.js';

/**
 * Uploads a file with the example's code. `onSample(ms, bufferedAmount)` is called some times a second, and after every piece that
 * leaves more waiting than any before; resolves to `{ ms, peak }`, and rejects with what went wrong.
 */
export async function run(url, file, { below, highWaterMark, signal, onSample, onPiece }) {
  const socket = await opened(url, { ...(highWaterMark !== undefined && { highWaterMark }), signal });
  const startedAt = performance.now();
  let peak = 0;
  const sample = () => onSample(performance.now() - startedAt, socket.bufferedAmount);
  const timer = setInterval(sample, SAMPLE_MS);
  sample();
  try {
    await upload(socket, file, {
      below,
      signal,
      onPiece(bytes) {
        onPiece(bytes);
        if (socket.bufferedAmount <= peak) return;
        peak = socket.bufferedAmount;
        sample();
      },
    });
  } finally {
    clearInterval(timer);
    sample();
    socket.close();
  }
  return { ms: performance.now() - startedAt, peak };
}

const SAMPLE_MS = 50;
