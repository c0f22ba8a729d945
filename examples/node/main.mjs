import { WebSocket } from 'websocket-wasm';

const socket = new WebSocket(process.argv[2] ?? 'ws://127.0.0.1:8081/echo', {
  connectTimeout: 5_000,
  closeTimeout: 5_000,
});
socket.onopen = () => socket.send('hello');
socket.onmessage = ({ data }) => {
  console.log(data);
  socket.close(1000, 'done');
};
socket.onclose = ({ code, reason }) => console.log(code, reason);
