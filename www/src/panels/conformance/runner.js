import { HiddenFrame } from '../frame.js';
import { untilStopped } from '../stop.js';

const PAGE = './conformance/';

/** The items, in a frame that has both classes and loads the very scripts that the conformance suite loads. */
export class Runner {
  #frame;
  /** A promise of the frame's window; two pages at once would be in each other's way. */
  #opening;

  constructor(parent) {
    this.#frame = new HiddenFrame(parent, 'Conformance items');
  }

  /** `{ id, also, title }` of all items, or of those of a section. */
  async list(section) {
    const { conformance } = await (this.#opening ?? this.#open());
    return conformance.list(section);
  }

  /**
   * Runs them in a page that has been opened anew; `onResult` gets each result as it comes. Without a server, what needs one
   * is skipped. Rejects with Stopped when the signal is given.
   */
  async run({ section, server, onResult, signal }) {
    const page = await this.#open();
    const { conformance, nativeWebSocket: native, WebSocket } = page;
    if (WebSocket === native.WebSocket) throw new Error('The frame has no class of websocket-wasm.');
    const ours = { WebSocket, descriptor: Object.getOwnPropertyDescriptor(page, 'WebSocket') };
    const running = conformance.run({ scope: 'window', server, only: section, classes: { ours, native }, onResult });
    try {
      await untilStopped(running, signal);
    } catch (error) {
      // Nothing of it goes on.
      await this.#open();
      throw error;
    }
  }

  #open() {
    this.#opening = this.#load();
    this.#opening.catch(() => {
      this.#opening = undefined;
    });
    return this.#opening;
  }

  async #load() {
    const page = await this.#frame.load(PAGE);
    if (!page.conformance) throw new Error('The items are missing: this page has no folder conformance.');
    return page;
  }
}
