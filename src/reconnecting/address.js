// What functions of the page provide for an attempt: where to connect, and what to greet the connection with.

import { apply, DOMException, find, NONE } from '../platform/captured.js';
import { provide } from './providers.js';

const AbortController = find('AbortController');
const signalOf = find('AbortController', 'signal');
const abort = find('AbortController', 'abort');
/** Without all of it, functions get no signal. */
const canAbort = AbortController && signalOf && abort;

export class Address {
  /** Why something is not known. */
  error;
  #latest;
  #controller;

  /** Calls `use` with what is provided; or `fail`. An answer after the next question is for nobody. `details` are for the functions. */
  ask(providers, details, use, fail) {
    this.cancel();
    const controller = canAbort && new AbortController();
    const isLatest = {};
    this.#latest = isLatest;
    this.#controller = controller;
    this.error = new DOMException('It took too long to provide what was asked for: providerTimeout.', 'TimeoutError');
    const ifLatest = (act) => (value) => {
      if (this.#latest !== isLatest) return;
      this.#latest = undefined;
      act(value);
    };
    provide(
      providers,
      { ...details, signal: controller && apply(signalOf, controller, NONE) },
      ifLatest(use),
      ifLatest(fail),
    );
  }

  /** Nothing is waited for any more. */
  cancel() {
    if (this.#latest && this.#controller) apply(abort, this.#controller, NONE);
    this.#latest = undefined;
  }
}
