/** A stream of a Blob's bytes in chunks of one size, made on demand. Calls `onChunk(bytes)` for each. */
export function chunksOf(blob, chunkSize, onChunk) {
  let start = 0;
  return new ReadableStream(
    {
      async pull(controller) {
        const chunk = new Uint8Array(await blob.slice(start, start + chunkSize).arrayBuffer());
        start += chunkSize;
        controller.enqueue(chunk);
        onChunk(chunk.length);
        if (start >= blob.size) controller.close();
      },
    },
    { highWaterMark: 0 },
  );
}
