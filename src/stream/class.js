// The shape of WebSocketStream, built on our WebSocket. Every decision is in Rust.

import { checkClose, checkedUrl } from '../class/class.js';
import { finishClass, markUncloneable } from '../class/shape.js';
import { toSignal, toTimeout } from '../convert/members.js';
import { toText } from '../convert/values.js';
import { isAborted } from '../host/host.js';
import { construct, EventTarget, TypeError, take } from '../platform/captured.js';
import { Connection } from './connection.js';
import { promiseOf } from './promises.js';
import { toCloseInfo, toDictionary, toInteger, toSequence } from './webidl.js';

const MAX_SAFE_INTEGER = 2 ** 53 - 1;
const toArray = take('Array', 'from');

/** The class, on the functions that decide and a class of sockets. */
export const webSocketStreamClass = (Policy, WebSocket) => {
  // Stamps its private field onto an object: the brand.
  class Stamped extends /** @type {new (object: any) => object} */ (
    /** @type {unknown} */ (
      function (object) {
        return object;
      }
    )
  ) {
    #connection;

    constructor(object, connection) {
      super(object);
      this.#connection = connection;
    }

    static connectionOf(receiver) {
      return receiver.#connection;
    }
  }
  const { connectionOf } = Stamped;

  class WebSocketStream {
    constructor(url, options = undefined) {
      if (arguments.length === 0)
        throw new TypeError('WebSocketStream constructor: 1 argument required, but only 0 present.');
      const connection = connect(Policy, WebSocket, toText(url), toOptions(options));
      // An object that structuredClone refuses, as it does one of the host's own.
      return /** @type {any} */ (new Stamped(markUncloneable(construct(EventTarget, [], new.target)), connection));
    }

    get url() {
      return connectionOf(this).url;
    }

    get opened() {
      return promiseOf(() => connectionOf(this).opened);
    }

    get closed() {
      return promiseOf(() => connectionOf(this).closed);
    }

    close(closeInfo = undefined) {
      const connection = connectionOf(this);
      const info = toCloseInfo(closeInfo);
      checkClose(info.code, info.reason);
      connection.close(info);
    }
  }

  finishClass(WebSocketStream, 'WebSocketStream', ['url', 'opened', 'closed', 'close']);
  return WebSocketStream;
};

// In WebIDL's order: by name.
function toOptions(value) {
  const options = toDictionary(value);
  const closeTimeout = toTimeout(options, 'closeTimeout');
  const connectTimeout = toTimeout(options, 'connectTimeout');
  const { protocols } = options;
  const list = protocols === undefined ? { length: 0 } : toSequence(protocols);
  const { receiveLimit } = options;
  const limit = receiveLimit === undefined ? receiveLimit : toInteger(receiveLimit, 'receiveLimit', MAX_SAFE_INTEGER);
  return { list, limit, signal: toSignal(options), timeouts: { closeTimeout, connectTimeout } };
}

function connect(Policy, WebSocket, text, { list, limit, signal, timeouts }) {
  const connection = new Connection(Policy, limit);
  if (signal && isAborted(signal)) {
    // The constructor of a socket checks the same.
    connection.url = checkedUrl(text, list);
    connection.abort(signal.reason);
    return connection;
  }
  connection.follow(new WebSocket(text, { ...timeouts, protocols: toArray(list) }));
  if (signal) connection.watch(signal);
  return connection;
}
