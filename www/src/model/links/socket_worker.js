// A worker that owns the sockets of one session and runs the commands of the page.
import { SocketOwner } from './socket_owner.js';

// TypeScript takes it for a window.
const worker = /** @type {any} */ (self);

// The bytes of a message are handed over, not copied: nobody else here has them.
const owner = new SocketOwner((event) =>
  worker.postMessage({ event }, event.data instanceof ArrayBuffer ? [event.data] : []),
);

self.onmessage = ({ data: { isEnd, call, command, args } }) => {
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
