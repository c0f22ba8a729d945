import { element } from '../view/format.js';

/** A page of ours in a frame that nobody sees: what happens in it leaves this one alone. */
export class HiddenFrame {
  #frame = element('iframe', { hidden: true });

  constructor(parent, title) {
    this.#frame.title = title;
    parent.append(this.#frame);
  }

  /** Opens the page anew; resolves to its window once its scripts have run. */
  async load(path) {
    // WebKit would resolve it in the frame, sometimes.
    const url = new URL(path, document.baseURI).href;
    const loaded = new Promise((resolve) => {
      this.#frame.addEventListener('load', resolve, { once: true });
    });
    // The address alone would not do where it is the same.
    if (this.#frame.hasAttribute('src')) this.#frame.contentWindow.location.replace(url);
    else this.#frame.src = url;
    await loaded;
    return this.#frame.contentWindow;
  }

  /** Whatever goes on in it, ends. */
  remove() {
    this.#frame.remove();
  }
}
