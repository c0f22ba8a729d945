// A chat that survives a restart of its server: what is written meanwhile waits, and what was said meanwhile is asked for.
import { ReconnectingWebSocket } from 'websocket-wasm/reconnecting';

/** Joins the room with this URL, whose lines begin with their numbers; `show(line)` gets each of them once. */
export function joinRoom(room, show, options) {
  let last = 0;
  // A function, as it is asked anew for each attempt.
  const url = () => `${room}&after=${last}`;
  const socket = new ReconnectingWebSocket(url, options);
  socket.addEventListener('message', ({ data: line }) => {
    last = Number.parseInt(line, 10);
    show(line);
  });
  // What never left for the connection that was lost is sent to the next one.
  socket.addEventListener('undelivered', ({ data: lines }) => {
    for (const line of lines) socket.send(line);
  });
  return socket;
}
