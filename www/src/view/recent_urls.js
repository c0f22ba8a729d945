import { element } from './format.js';

/** The list of URLs that were used last: opens by its button, or by ArrowDown in the field; a URL is chosen, or removed from it. */
export function startRecentUrls(store, choose) {
  const list = new RecentUrls(store, choose);
  const field = document.getElementById('url');
  field.addEventListener('keydown', (event) => {
    if (event.key !== 'ArrowDown' || event.isComposing) return;
    event.preventDefault();
    list.open();
  });
}

class RecentUrls {
  #store;
  #choose;
  #box = document.getElementById('recent');
  #list = this.#box.querySelector('ul');

  constructor(store, choose) {
    this.#store = store;
    this.#choose = choose;
    this.#box.addEventListener('beforetoggle', ({ newState }) => {
      if (newState === 'open') this.#prepare();
    });
    this.#box.addEventListener('toggle', ({ newState }) => {
      if (newState === 'open') this.#focus(0);
    });
    this.#box.addEventListener('keydown', (event) => this.#keyDown(event));
    this.#list.addEventListener('click', ({ target }) => this.#click(target.closest('button')));
  }

  open() {
    this.#box.showPopover();
  }

  #prepare() {
    this.#render();
    const { left, bottom, width } = document.querySelector('.url-field').getBoundingClientRect();
    Object.assign(this.#box.style, { left: `${left}px`, top: `${bottom + 4}px`, minWidth: `${width}px` });
  }

  #render() {
    const { recent } = this.#store;
    this.#list.replaceChildren(
      ...recent.map((url) =>
        element(
          'li',
          {},
          element('button', { type: 'button', className: 'pick', value: url, title: url }, url),
          element('button', { type: 'button', className: 'forget', value: url, ariaLabel: `Remove ${url}` }, '×'),
        ),
      ),
    );
    this.#box.querySelector('p').hidden = recent.length > 0;
  }

  #click(button) {
    if (button?.matches('.pick')) {
      this.#box.hidePopover();
      this.#choose(button.value);
    } else if (button) this.#forget(button.value);
  }

  #keyDown(event) {
    const { key, target } = event;
    const rows = Array.from(this.#list.children);
    const at = rows.indexOf(target.closest('li'));
    if (key === 'ArrowDown') this.#focus(Math.min(at + 1, rows.length - 1));
    else if (key === 'ArrowUp') this.#focus(Math.max(at - 1, 0));
    else if (key === 'Home') this.#focus(0);
    else if (key === 'End') this.#focus(rows.length - 1);
    else if (key === 'Delete' && at !== -1) this.#forget(target.value);
    else return;
    event.preventDefault();
  }

  #forget(url) {
    const at = this.#store.recent.indexOf(url);
    this.#store.forget(url);
    this.#render();
    this.#focus(Math.min(at, this.#store.recent.length - 1));
  }

  #focus(index) {
    (this.#list.children[index]?.querySelector('.pick') ?? this.#box).focus();
  }
}
