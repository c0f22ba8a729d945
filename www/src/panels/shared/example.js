// A chat in all windows of this page, over one connection that a SharedWorker has.
import { SharedWebSocket } from 'websocket-wasm/shared';

/** Joins the chat with this window. Calls `show(line)` for each line, and `tell(sentence)` when the connection changes. */
export function joinChat(url, show, tell) {
  const socket = new SharedWebSocket(startWorker, url);
  socket.onopen = () =>
    tell(socket.isShared ? 'Joined. The windows share a connection.' : 'Joined, over a connection of its own.');
  socket.onmessage = ({ data }) => show(data);
  socket.onmissed = ({ messages }) => show(`This window has missed ${messages} lines.`);
  socket.onreconnecting = () => tell('The connection is lost. Another attempt will be made.');
  return socket;
}

// Called again if the worker is lost. A browser without SharedWorker gives nothing: then this window has a connection of its own.
function startWorker() {
  return globalThis.SharedWorker && new SharedWorker(new URL('websocket-wasm/dist/shared.worker.js', import.meta.url));
}
