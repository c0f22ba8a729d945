// WebSocketStream and WebSocketError, as an app uses them.
import Default, { WebSocketError, WebSocketStream } from 'websocket-wasm/stream';
import type { WebSocketCloseInfo, WebSocketOpenInfo, WebSocketStreamOptions } from 'websocket-wasm/stream';

export const defaultIsTheClass: typeof WebSocketStream = Default;
export const options: WebSocketStreamOptions = { protocols: new Set(['chat']), receiveLimit: 2 ** 20, signal: AbortSignal.timeout(1000) };

export async function use(): Promise<unknown> {
  const stream = new WebSocketStream(new URL('wss://example.org/'), options);
  const { readable, writable, protocol }: WebSocketOpenInfo = await stream.opened;
  const texts: string[] = [protocol, stream.url];

  const { value } = await readable.getReader().read();
  if (typeof value === 'string') value.toUpperCase();
  const bytes: Uint8Array | undefined = typeof value === 'string' ? undefined : value;
  const writer = writable.getWriter();
  await writer.write('text');
  await writer.write(new Uint8Array(1));
  await new Blob(['x']).stream().pipeTo(writable);

  const info: WebSocketCloseInfo = { closeCode: 3000, reason: 'done' };
  stream.close(info);
  stream.close();
  const { closeCode, reason } = await stream.closed;
  const summary: [number, string] = [closeCode, reason];

  const error = new WebSocketError('why', info);
  const parts: [DOMException, number | null, string] = [error, error.closeCode, error.reason];
  await writer.abort(error);

  // @ts-expect-error The URL is missing.
  new WebSocketStream();
  // @ts-expect-error Subprotocols are a list.
  new WebSocketStream('wss://example.org/', { protocols: 1 });
  // @ts-expect-error Chunks are strings and bytes.
  await writer.write(1);
  // @ts-expect-error A promise cannot be replaced.
  stream.closed = Promise.resolve({ closeCode: 1000, reason: '' });
  return [texts, bytes, summary, parts];
}
