// What the functions of the page are asked, on behalf of the policy, and what is told of their answers.

import { take } from '../platform/captured.js';
import { Address } from './address.js';
import { each } from './lists.js';
import { callSafely } from './made_events.js';
import { copyOfMessage } from './messages.js';
import { REPORT_RESOLVED, REPORT_UNRESOLVED, REPORT_UNSENT_PROBE, REPORT_UNWANTED, REPORT_WANTED } from './numbers.js';
import * as policies from './policy.js';

const isArray = take('Array', 'isArray');

export class Questions {
  /** Where the page's functions say to connect: the URL and the subprotocols. */
  address;
  #policy;
  #options;
  #state;
  #events;
  #outgoing;
  #driver;
  /** What the page's functions are asked for, since they were asked first. */
  #address;

  /** `tell(report, ticket)` of the driver tells the policy, and has done what follows. */
  constructor(policy, options, state, events, outgoing, driver) {
    this.#policy = policy;
    this.#options = options;
    this.#state = state;
    this.#events = events;
    this.#outgoing = outgoing;
    this.#driver = driver;
  }

  /** Why the page's functions have given no answer. */
  get error() {
    return this.#address?.error;
  }

  /** A function that reports why this attempt has failed. */
  failing() {
    const ticket = policies.latestTicket(this.#policy);
    return (error) => {
      this.#asked().error = error;
      this.#driver.tell(REPORT_UNRESOLVED, ticket);
    };
  }

  /** No answer is waited for any more. */
  cancel() {
    this.#address?.cancel();
  }

  askWhere() {
    const ticket = policies.figure(this.#policy, 0);
    const { url, protocols } = this.#options;
    const use = (given) => {
      this.address = given;
      this.#driver.tell(REPORT_RESOLVED, ticket);
    };
    this.#asked().ask([url, protocols], this.#details(), use, this.failing());
  }

  greet() {
    const ticket = policies.figure(this.#policy, 0);
    const fail = this.failing();
    const use = ({ 0: given }) => {
      try {
        each(listOf(given), (data) => this.#outgoing.sendGreeting(copyOfMessage(data)));
      } catch (error) {
        return fail(error);
      }
      this.#driver.tell(REPORT_RESOLVED, ticket);
    };
    this.#asked().ask([this.#options.greeting], this.#details(), use, fail);
  }

  probe() {
    const { payload } = this.#options.heartbeat;
    const data = callSafely(() => {
      const made = payload();
      return made === undefined ? made : copyOfMessage(made);
    });
    if (data === undefined) policies.report(this.#policy, REPORT_UNSENT_PROBE);
    else this.#outgoing.sendProbe(data);
  }

  askWhether() {
    const attempt = policies.figure(this.#policy, 0);
    const isRefused = callSafely(() => this.#options.shouldReconnect(this.#events.end, attempt)) === false;
    this.#driver.tell(isRefused ? REPORT_UNWANTED : REPORT_WANTED);
  }

  /** Announces the next attempt, with the delay that the page wants. */
  announce() {
    const { delay: delayOf } = this.#options;
    const attempt = policies.figure(this.#policy, 0);
    const delay = policies.figure(this.#policy, 1);
    const cause = policies.figure(this.#policy, 2);
    // While the browser is offline, the network is waited for.
    const asks = delayOf && delay < Infinity;
    const answer = asks ? callSafely(() => +delayOf(attempt, this.#events.end)) : delay;
    const wanted = answer >= 0 ? answer : delay;
    // It may have called close().
    if (asks && !policies.changeDelay(this.#policy, wanted)) return;
    this.#events.fireReconnecting(attempt, wanted, cause, this.error);
  }

  #asked() {
    return (this.#address ??= new Address());
  }

  /** What functions are told of an attempt. */
  #details() {
    return { attempt: this.#state.attempts, closeEvent: this.#events.latestEnd };
  }
}

// A greeting is one message, several, or none.
const listOf = (given) => {
  if (given === undefined || given === null) return [];
  return isArray(given) ? given : [given];
};
