import { CONNECTING } from '../../model/ready_state.js';

/** How many messages wait for a connection: the class itself counts bytes. */
export class QueueCount {
  #isSentAgain;
  #undelivered = 0;

  /** How many there are. */
  messages = 0;

  /** `isSentAgain`: whether what is undelivered is sent again by whoever listens, as the example does. */
  constructor({ isSentAgain }) {
    this.#isSentAgain = isSentAgain;
  }

  /** A message was sent in this ready state. */
  handleSent(readyState) {
    if (readyState === CONNECTING) this.messages += 1;
  }

  /** `close()` was called: what waited is dropped. */
  handleClose() {
    this.messages = 0;
  }

  /** The socket has fired this event. */
  handle({ type, messages, policy }) {
    if (type === 'open' || type === 'close') this.#undelivered = 0;
    if (type === 'open') this.messages = 0;
    if (type === 'overflow' && policy !== 'error') this.messages -= messages;
    if (type === 'undelivered' && this.#isSentAgain) this.#undelivered = messages;
    // Where there is none, it was dropped.
    if (type === 'reconnecting') this.messages += this.#undelivered;
  }
}
