import 'websocket-wasm/auto'; // before all code that uses the global WebSocket

const output = document.querySelector('output');
const socket = new WebSocket('ws://127.0.0.1:8081/echo');
socket.onopen = () => socket.send('hello');
socket.onmessage = ({ data }) => {
  output.textContent = data;
  // The browser's own class would report an error here, or lose the reason.
  socket.close(undefined, 'done');
};
socket.onclose = ({ code, reason }) => {
  output.textContent += ` (closed with ${code}, ${reason})`;
};
