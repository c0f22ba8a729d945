// What an Inspector shows of a ReconnectingWebSocket: all of its connections since it was attached, and what waits between them.
import { inspect } from '../class/inspector.js';
import { lengthOf } from '../convert/values.js';
import { each } from './lists.js';

const sum = (first, second) => ({ messages: first.messages + second.messages, bytes: first.bytes + second.bytes });
const NONE = { messages: 0, bytes: 0 };
const NOTHING = { sent: NONE, received: NONE, dropped: NONE, queued: NONE, openSince: null, close: null };

/** How many messages these are, and their bytes. */
const trafficOf = (messages) => {
  let traffic = NONE;
  each(messages, (message) => {
    traffic = sum(traffic, { messages: 1, bytes: lengthOf(message) });
  });
  return traffic;
};

/** All of it begins when the first Inspector is attached. */
export class Inspection {
  #state;
  #count = 0;
  /** Of the latest connection, and the figures of those before. */
  #inspector;
  #past;

  /** `state` tells of the instance. */
  constructor(state) {
    this.#state = state;
  }

  start() {
    this.#count += 1;
    if (this.#count > 1) return;
    this.#past = NOTHING;
    this.follow(this.#state.socket);
  }

  stop() {
    this.#count -= 1;
    if (this.#count === 0) this.#inspector?.detach();
  }

  /** There is another connection. */
  follow(socket) {
    if (this.#count === 0) return;
    this.#past = this.#total();
    this.#inspector?.detach();
    this.#inspector = socket && inspect(socket);
  }

  /** These messages will never be handed to a connection. */
  drop(messages) {
    if (this.#count) this.#past = { ...this.#past, dropped: sum(this.#past.dropped, trafficOf(messages)) };
  }

  snapshot() {
    const { readyState, url, protocol, bufferedAmount } = this.#state;
    const figures = this.#total();
    return {
      readyState,
      url,
      protocol,
      bufferedAmount,
      ...figures,
      queued: sum(figures.queued, this.#state.queued),
    };
  }

  #total() {
    const { sent, received, dropped, queued, openSince, close } = this.#inspector?.snapshot() ?? NOTHING;
    return {
      sent: sum(this.#past.sent, sent),
      received: sum(this.#past.received, received),
      dropped: sum(this.#past.dropped, dropped),
      queued,
      openSince,
      close: close ?? this.#past.close,
    };
  }
}
