import { CONNECTING } from '../../model/ready_state.js';

/** The number of messages that wait for a connection. The class itself counts bytes. */
export class QueueCount {
  #isSentAgain;
  #undelivered = 0;

  /** The number of messages. */
  messages = 0;

  /** `isSentAgain`: whether a listener sends undelivered messages again, as the example does. */
  constructor({ isSentAgain }) {
    this.#isSentAgain = isSentAgain;
  }

  /** A message was sent in this ready state. */
  handleSent(readyState) {
    if (readyState === CONNECTING) this.messages += 1;
  }

  /** `close()` was called: the queue is dropped. */
  handleClose() {
    this.messages = 0;
  }

  /** The socket has fired this event. */
  handle({ type, messages, policy }) {
    if (type === 'open' || type === 'close') this.#undelivered = 0;
    if (type === 'open') this.messages = 0;
    if (type === 'overflow' && policy !== 'error') this.messages -= messages;
    if (type === 'undelivered' && this.#isSentAgain) this.#undelivered = messages;
    // Without a next attempt they were dropped.
    if (type === 'reconnecting') this.messages += this.#undelivered;
  }
}
