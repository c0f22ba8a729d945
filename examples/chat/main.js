import ReconnectingWebSocket from 'websocket-wasm/reconnecting';

const [list, form, input, status] = ['ol', 'form', 'input', '[role=status]'].map((name) =>
  document.querySelector(name),
);

let last = 0; // the number of the last line that this page has
const unconfirmed = new Map(); // what was sent, by id, until the server has sent it to everybody

// The function is called before each attempt: the server sends what came after the last line.
const socket = new ReconnectingWebSocket(() => `ws://127.0.0.1:8081/chat?after=${last}`);

socket.onopen = () => {
  status.textContent = 'connected';
  // A message may have been lost with the last connection. The server ignores an id that it knows, so sending twice does no harm.
  for (const [id, text] of unconfirmed) send(id, text);
};
socket.onreconnecting = ({ attempt, delay }) => {
  status.textContent = `away: attempt ${attempt} in ${Math.round(delay)} ms`;
};
socket.onmessage = ({ data }) => {
  const { number, id, text } = JSON.parse(data);
  last = number;
  unconfirmed.delete(id);
  list.append(Object.assign(document.createElement('li'), { textContent: text }));
};

form.onsubmit = (event) => {
  event.preventDefault();
  const id = crypto.randomUUID();
  unconfirmed.set(id, input.value);
  if (socket.readyState === ReconnectingWebSocket.OPEN) send(id, input.value);
  form.reset();
};

function send(id, text) {
  socket.send(JSON.stringify({ id, text }));
}
