import { HiddenFrame } from '../frame.js';
import { untilStopped } from '../stop.js';

const PAGE = './conformance/';

/** The items, in a frame that has both classes and loads the very scripts that the conformance suite loads. */
export class Runner {
  #frame;
  #window;

  constructor(parent) {
    this.#frame = new HiddenFrame(parent, 'Conformance items');
  }

  /** `{ id, also, title }` of all items, or of those of a section. */
  async list(section) {
    this.#window ??= await this.#open();
    return this.#window.conformance.list(section);
  }

  /**
   * Runs them in a page that has been opened anew; `onResult` gets each result as it comes. Without a server, what needs one
   * is skipped. Rejects with Stopped when the signal is given.
   */
  async run({ section, server, onResult, signal }) {
    this.#window = await this.#open();
    const { conformance, nativeWebSocket: native, WebSocket } = this.#window;
    if (WebSocket === native.WebSocket) throw new Error('the frame has no class of ours');
    const ours = { WebSocket, descriptor: Object.getOwnPropertyDescriptor(this.#window, 'WebSocket') };
    const running = conformance.run({ scope: 'window', server, only: section, classes: { ours, native }, onResult });
    try {
      await untilStopped(running, signal);
    } catch (error) {
      // Nothing of it goes on.
      this.#window = await this.#open();
      throw error;
    }
  }

  async #open() {
    const page = await this.#frame.load(PAGE);
    if (!page.conformance) throw new Error('The items have not been loaded: the folder conformance of this page is missing.');
    return page;
  }
}
