// A plain wrapper, as many apps have one: a target of its own, to which every event is dispatched once more.

const Native = globalThis.WebSocket;

export class WebSocket extends EventTarget {
  #socket;
  #handlers = {};

  constructor(url, protocols = []) {
    super();
    this.#socket = new Native(url, protocols);
    const forward = (type, copy) => this.#socket.addEventListener(type, (event) => this.dispatchEvent(copy(event)));
    forward('open', () => new Event('open'));
    forward('message', ({ data, origin }) => new MessageEvent('message', { data, origin }));
    forward('error', () => new Event('error'));
    forward('close', ({ code, reason, wasClean }) => new CloseEvent('close', { code, reason, wasClean }));
  }

  get url() {
    return this.#socket.url;
  }
  get readyState() {
    return this.#socket.readyState;
  }
  get bufferedAmount() {
    return this.#socket.bufferedAmount;
  }
  get protocol() {
    return this.#socket.protocol;
  }
  get extensions() {
    return this.#socket.extensions;
  }
  get binaryType() {
    return this.#socket.binaryType;
  }
  set binaryType(value) {
    this.#socket.binaryType = value;
  }

  send(data) {
    this.#socket.send(data);
  }
  close(code, reason) {
    this.#socket.close(code, reason);
  }

  setHandler(type, handler) {
    this.removeEventListener(type, this.#handlers[type]);
    this.#handlers[type] = handler;
    this.addEventListener(type, handler);
  }

  get onopen() {
    return this.#handlers.open ?? null;
  }
  set onopen(handler) {
    this.setHandler('open', handler);
  }
  get onmessage() {
    return this.#handlers.message ?? null;
  }
  set onmessage(handler) {
    this.setHandler('message', handler);
  }
  get onerror() {
    return this.#handlers.error ?? null;
  }
  set onerror(handler) {
    this.setHandler('error', handler);
  }
  get onclose() {
    return this.#handlers.close ?? null;
  }
  set onclose(handler) {
    this.setHandler('close', handler);
  }
}
