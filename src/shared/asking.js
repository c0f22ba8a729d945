// Questions of the connection that a tab answers: where to connect, what to greet with.

import { Error, Promise } from '../platform/captured.js';
import * as decisions from './decisions.js';
import { listen } from './events.js';

export class Asking {
  #hub;
  /** Called after the hub was told anything. */
  #settle;
  #questions = { __proto__: null };
  #latest = 0;

  constructor(hub, settle) {
    this.#hub = hub;
    this.#settle = settle;
  }

  /** A provider of this name, as ReconnectingWebSocket calls it; what a tab answers is converted. */
  provider(name, convert) {
    return ({ attempt, closeEvent, signal }) =>
      new Promise((resolve, reject) => {
        this.#latest += 1;
        const question = this.#latest;
        const end = closeEvent && { code: closeEvent.code, reason: closeEvent.reason, wasClean: closeEvent.wasClean };
        const settle = (value) => resolve(convert(value));
        this.#questions[question] = { name, details: { attempt, closeEvent: end }, resolve: settle, reject };
        if (signal) listen(signal, 'abort', () => this.#drop(question));
        decisions.ask(this.#hub, question);
        this.#settle();
      });
  }

  /** The name of a question, and what a tab needs to know for it. */
  get(question) {
    return this.#questions[question];
  }

  /** A tab has answered. */
  settle(question, isKnown, value) {
    const { resolve, reject } = this.#questions[question];
    delete this.#questions[question];
    if (isKnown) resolve(value);
    else reject(new Error(value));
  }

  #drop(question) {
    if (!this.#questions[question]) return;
    delete this.#questions[question];
    decisions.dropQuestion(this.#hub, question);
  }
}
