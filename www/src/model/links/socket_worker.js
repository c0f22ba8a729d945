// A worker that owns one session's sockets and does what the page asks of it.
import { SocketOwner } from './socket_owner.js';

// The bytes of a message are handed over, not copied: nobody else here has them.
const owner = new SocketOwner((event) => postMessage({ event }, event.data instanceof ArrayBuffer ? [event.data] : []));

onmessage = ({ data: { isEnd, call, command, args } }) => {
  if (isEnd) return owner.end(() => postMessage({ isEnded: true }));
  try {
    return postMessage({ call, value: owner[command](...args) });
  } catch (error) {
    return postMessage({
      call,
      error: { name: error.name, message: error.message, isDom: error instanceof DOMException },
    });
  }
};

// Messages to a worker that is still loading its modules are lost in some engines.
postMessage({ isReady: true });
