import { READY_STATES } from '../../model/ready_state.js';
import { setText } from '../../view/format.js';
import { inTime, STANDINGS, trafficOf } from './words.js';

/** The state of the connection: a live region and figures. A timer runs while one of them changes by itself. */
export class Standing {
  #status;
  #figures;
  #socket;
  #queue;
  #nextAt;
  #timer;

  constructor({ status, figures }) {
    this.#status = status;
    this.#figures = figures;
  }

  /** Shows another socket from now on. */
  begin(socket, queue) {
    this.#socket = socket;
    this.#queue = queue;
    this.handleConnect();
  }

  /** An attempt starts at once. */
  handleConnect() {
    this.#nextAt = undefined;
    this.say('Connecting…');
  }

  /** The socket has fired this event. */
  handle(event) {
    if (event.type === 'reconnecting') this.#nextAt = performance.now() + event.delay;
    if (event.type === 'open') this.#nextAt = undefined;
    const words = STANDINGS[event.type];
    if (words) this.say(words(event));
    else this.show();
  }

  /** Says a sentence. */
  say(sentence) {
    setText(this.#status, sentence);
    this.show();
  }

  /** Shows the figures of now. */
  show() {
    clearTimeout(this.#timer);
    const { readyState, url, attempts, bufferedAmount, undelivered, OPEN, CLOSED } = this.#socket;
    if (readyState === CLOSED) this.#nextAt = undefined;
    const figures = {
      readyState: `${readyState} ${READY_STATES[readyState]}`,
      url,
      attempts,
      next: this.#nextAt === undefined ? '–' : inTime(this.#nextAt - performance.now()),
      queue: trafficOf({ messages: this.#queue.messages, bytes: bufferedAmount }),
      undelivered: trafficOf(undelivered),
    };
    for (const [name, value] of Object.entries(figures)) setText(this.#figures[name], String(value));
    const isMoving = this.#nextAt < Infinity || (readyState === OPEN && bufferedAmount > 0);
    if (isMoving) this.#timer = setTimeout(() => this.show(), SHOW_AGAIN_MS);
  }
}

const SHOW_AGAIN_MS = 100;
