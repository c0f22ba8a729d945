import { element } from '../view/format.js';

/** A page of this site in a hidden frame, isolated from this page. */
export class HiddenFrame {
  #frame = element('iframe', { hidden: true });

  constructor(parent, title) {
    this.#frame.title = title;
    parent.append(this.#frame);
  }

  /** Loads the page again. Resolves to its window after its scripts have run. */
  async load(path) {
    // WebKit would resolve it in the frame, sometimes.
    const url = new URL(path, document.baseURI).href;
    const loaded = new Promise((resolve) => {
      this.#frame.addEventListener('load', resolve, { once: true });
    });
    // Setting the same address again would not load it.
    if (this.#frame.hasAttribute('src')) this.#frame.contentWindow.location.replace(url);
    else this.#frame.src = url;
    await loaded;
    return this.#frame.contentWindow;
  }

  /** Ends everything that runs in it. */
  remove() {
    this.#frame.remove();
  }
}
