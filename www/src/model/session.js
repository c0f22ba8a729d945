import { InputError } from './bytes.js';
import { Connection, closeCall, constructorCall } from './connection.js';
import { implementations } from './implementations.js';
import { Journal } from './journal.js';

/**
 * What the panels act on and show: a journal, and the newest connection. It knows nothing of the page.
 *
 * Every command throws what the class throws, after writing it into the journal.
 */
export class Session {
  journal = new Journal();
  #connection = null;
  #binaryType = 'blob';
  #count = 0;

  /** Opens a connection; the one before is closed, once the new one exists. */
  connect({ implementation, url, protocols }) {
    const number = this.#count + 1;
    const connection = this.#journalled(number, constructorCall(url, protocols), () => new Connection({
      implementation: implementations[implementation],
      number,
      journal: this.journal,
      url, protocols,
      binaryType: this.#binaryType,
    }));
    this.#count = number;
    this.#connection?.retire();
    this.#connection = connection;
  }

  /** Sends text, an ArrayBuffer, a view or a Blob. */
  send(data) {
    this.#journalled(this.#count, 'send()', () => this.#current.send(data));
  }

  /** Closes with exactly these arguments. */
  close(...args) {
    this.#journalled(this.#count, closeCall(args), () => this.#current.close(...args));
  }

  /** Holds for the connection there is and for later ones. */
  set binaryType(type) {
    this.#binaryType = type;
    if (this.#connection) this.#connection.binaryType = type;
  }

  /** The newest connection's figures; null before the first. */
  get figures() {
    return this.#connection?.figures ?? null;
  }

  get #current() {
    if (!this.#connection) throw new InputError('There is no socket yet: connect first.');
    return this.#connection;
  }

  #journalled(socket, call, command) {
    try {
      return command();
    } catch (error) {
      if (!(error instanceof InputError)) {
        const content = `${call} threw ${error.name}: ${error.message}`;
        this.journal.add({ socket, direction: 'local', kind: 'exception', content });
      }
      throw error;
    }
  }
}
