// WebSocketError: how a WebSocketStream tells that a connection has failed, and with which code and reason.

import { checkClose } from '../class/class.js';
import { finishClass } from '../class/shape.js';
import { isObject, toText } from '../convert/values.js';
import { DOMException } from '../platform/captured.js';
import { CODE_NORMAL } from './numbers.js';
import { toCloseInfo } from './webidl.js';

/** An error with the code and the reason of a connection, which need not be ones that an application may send. */
export let errorOfConnection;

/** The code (undefined if there is none) and the reason of a WebSocketError; of everything else, none. */
export let closeInfoOf;

export class WebSocketError extends DOMException {
  #closeCode;
  #reason;

  constructor(message = '', init = undefined) {
    const text = toText(message);
    const { code, reason } = toCloseInfo(init);
    checkClose(code, reason);
    super(text, 'WebSocketError');
    this.#closeCode = code ?? (reason ? CODE_NORMAL : null);
    this.#reason = reason;
  }

  static {
    errorOfConnection = (message, code, reason) => {
      const error = new WebSocketError(message);
      error.#closeCode = code;
      error.#reason = reason;
      return error;
    };
    closeInfoOf = (value) =>
      isObject(value) && #closeCode in value ? { code: value.#closeCode ?? undefined, reason: value.#reason } : {};
  }

  get closeCode() {
    return this.#closeCode;
  }

  get reason() {
    return this.#reason;
  }
}

finishClass(WebSocketError, 'WebSocketError', ['closeCode', 'reason']);
