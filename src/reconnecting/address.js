// Where to connect: what the page has given, or what its functions provide.

import { DOMException } from '../platform/captured.js';
import { isFunction, provide } from './providers.js';

export class Address {
  /** The URL and the subprotocols that are known. */
  given = [];
  /** Why they are not known. */
  error;
  #latest;

  /** Finds out, then calls `use`; or `fail`. An answer after the next question is for nobody. */
  find({ url, protocols }, use, fail) {
    const isLatest = {};
    this.#latest = isLatest;
    this.error = new DOMException('It took too long to find out where to connect: connectTimeout.', 'TimeoutError');
    const resolve = (given) => {
      if (this.#latest !== isLatest) return;
      this.given = given;
      use();
    };
    if (isFunction(url) || isFunction(protocols)) provide([url, protocols], resolve, fail);
    else resolve([url, protocols]);
  }
}
