// What Emscripten has between HumbleNet's C and the class: handlers are plain functions where `this` is the socket, what C
// knows of a socket is kept in properties of it, and C names sockets by number and messages by their place in the heap.
import { closing } from '../../lib/page/sockets.mjs';
import { decode, encode } from './codec.mjs';

const PROTOCOL_ID = 7;

const heap = new Uint8Array(64 * 1024);
const sockets = [];

/** Connects; the number of the socket, which `callback(userData, event)` is told of. */
export function connect(url, userData, callback) {
  const socket = new WebSocket(url, 'humblepeer');
  socket.binaryType = 'arraybuffer';
  socket.user_data = userData;
  socket.protocol_id = PROTOCOL_ID;
  socket.callback = callback;
  socket.destroy = destroy;
  socket.onopen = onOpen;
  socket.onmessage = onMessage;
  socket.onclose = onClose;
  socket.id = sockets.push(socket) - 1;
  return socket.id;
}

/** Sends a message; `spoil` changes its bytes first. */
export function send(id, message, spoil = () => {}) {
  const bytes = encode(message);
  spoil(bytes);
  heap.set(bytes);
  sockets[id].send(new Uint8Array(heap.subarray(0, bytes.length)));
  // The heap belongs to others again.
  heap.fill(0xff);
}

export const destroyAt = (id) => sockets[id].destroy();

function onOpen() {
  const { protocol, protocol_id, user_data } = this;
  this.callback(user_data, { type: 'open', protocol, protocolId: protocol_id, isKnown: sockets[this.id] === this });
}

function onMessage({ data }) {
  this.callback(this.user_data, decode(data));
}

function onClose(event) {
  this.callback(this.user_data, { type: 'close', ...closing(event), isKnown: sockets[this.id] === this });
}

function destroy() {
  this.close(1000);
}
