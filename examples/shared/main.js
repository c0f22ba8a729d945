import script from 'websocket-wasm/dist/shared.worker.js?url';
import { SharedWebSocket } from 'websocket-wasm/shared';

const [list, form, input, status] = ['ol', 'form', 'input', '[role=status]'].map((name) =>
  document.querySelector(name),
);

// Called again if the worker is lost. A browser without SharedWorker gives nothing: then this window has a connection of its own.
const worker = () => globalThis.SharedWorker && new SharedWorker(script);
const socket = new SharedWebSocket(worker, 'ws://127.0.0.1:8081/lobby');

socket.onopen = () => socket.send('A window has joined.');
socket.onmessage = ({ data }) => {
  const { text, connections } = JSON.parse(data);
  status.textContent = `connections: ${connections}`;
  show(text);
};
socket.onmissed = ({ messages }) =>
  show(`This window has missed ${Number.isNaN(messages) ? 'some' : messages} messages.`);
socket.onreconnecting = () => {
  status.textContent = 'away';
};

form.onsubmit = (event) => {
  event.preventDefault();
  socket.send(input.value);
  form.reset();
};

function show(text) {
  list.append(Object.assign(document.createElement('li'), { textContent: text }));
}
