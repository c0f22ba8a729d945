// A worker that owns one socket and does what the page asks of it.
import { SocketOwner } from './socket_owner.js';

const owner = new SocketOwner((event) => postMessage({ event }));

onmessage = ({ data: { call, command, args } }) => {
  try {
    postMessage({ call, value: owner[command](...args) });
  } catch (error) {
    postMessage({ call, error: { name: error.name, message: error.message, isDom: error instanceof DOMException } });
  }
};
