// A numbered socket in a page, as a test has it in its hands.

/** Its methods are those of `NumberedSocket`. */
export class RemoteSocket {
  #page;

  constructor(page, client) {
    this.#page = page;
    this.client = client;
  }

  send = (count, size) => this.#call('send', count, size);
  sendAt = (type, count, size) => this.#call('sendAt', type, count, size);
  exchangeForSure = () => this.#call('exchangeForSure');
  askForClose = (code) => this.#call('askForClose', code);
  close = (...args) => this.#call('close', ...args);
  reconnect = (...args) => this.#call('reconnect', ...args);
  state = () => this.#call('state');
  record = () => this.#call('record');

  /** Waits as `NumberedSocket` does; if it takes too long, rejects with what has happened. */
  async until(type, count = 1) {
    try {
      await this.#call('until', type, count);
    } catch ({ message }) {
      throw new Error(`${message}: ${JSON.stringify(await this.record())}`);
    }
  }

  /** Sends messages, and waits for the server's answers. */
  async exchange(count, size) {
    const last = await this.send(count, size);
    await this.until('answered', last);
    return last;
  }

  #call(method, ...args) {
    return this.#page.call('call', this.client, method, ...args);
  }
}
