import { inspect, WebSocket } from 'websocket-wasm';

const socket = new WebSocket('ws://127.0.0.1:8081/echo');
const inspector = inspect(socket);
let expected = 0;

self.onmessage = ({ data: texts }) => {
  expected = texts.length;
  const sendAll = () => texts.forEach((text) => socket.send(text));
  if (socket.readyState === WebSocket.OPEN) sendAll();
  else socket.onopen = sendAll;
};

socket.onmessage = () => {
  const { sent, received } = inspector.snapshot();
  if (received.messages === expected)
    self.postMessage(`${sent.messages} sent, ${received.messages} received, ${received.bytes} bytes`);
};
