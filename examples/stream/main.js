import { WebSocketStream } from 'websocket-wasm/stream';

const output = document.querySelector('output');
const text = new Blob(['a stream that is piped through a server']);

const stream = new WebSocketStream('ws://127.0.0.1:8081/echo');
const { readable, writable } = await stream.opened;

// Each chunk is a message. `preventClose`: the answers are still to come when all is written.
const writing = text.stream().pipeTo(writable, { preventClose: true });
const decoder = new TextDecoder();
let received = 0;
for (const reader = readable.getReader(); received < text.size; ) {
  const { value } = await reader.read();
  received += value.byteLength;
  output.textContent += decoder.decode(value, { stream: true });
}
await writing;
stream.close({ closeCode: 1000 });
const { closeCode } = await stream.closed;
output.textContent += ` (closed with ${closeCode})`;
