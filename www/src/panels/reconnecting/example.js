// A chat that survives a restart of its server: your lines wait in a queue, and the new socket asks for the lines that you missed.
import { ReconnectingWebSocket } from 'websocket-wasm/reconnecting';

/** Joins the room with this URL. Its lines begin with their numbers. Calls `show(line)` once for each line. */
export function joinRoom(room, show, options) {
  let last = 0;
  // A function, because each attempt needs the number of the last line.
  const url = () => `${room}&after=${last}`;
  const socket = new ReconnectingWebSocket(url, options);
  socket.addEventListener('message', ({ data: line }) => {
    last = Number.parseInt(line, 10);
    show(line);
  });
  // Lines that did not leave before the connection was lost go to the next one.
  socket.addEventListener('undelivered', ({ data: lines }) => {
    for (const line of lines) socket.send(line);
  });
  return socket;
}
