import { Journal } from '../model/journal.js';
import { preview } from '../model/preview.js';
import { element, formatNumber, formatTime } from './format.js';
import { followSelected } from './follow.js';

/** Shows the selected session's journal, oldest first, and follows the end unless somebody has scrolled up to read. */
export function startTimeline(store) {
  const view = new LogView(document.getElementById('log'), document.getElementById('log-count'));
  followSelected(store, ({ journal }) => view.render(journal));
  document.getElementById('log-clear').addEventListener('click', () => store.selected.journal.clear());
}

class LogView {
  #box;
  #list;
  #count;
  /** Row by entry; the rows on the page are exactly these, in this order. */
  #rows = new Map();
  #followsEnd = true;

  constructor(box, count) {
    this.#box = box;
    this.#list = box.querySelector('ol');
    this.#count = count;
    box.addEventListener('scroll', () => { this.#followsEnd = this.#isAtEnd(); });
  }

  render({ entries, total }) {
    this.#dropRows(new Set(entries));
    this.#addRows(entries);
    this.#box.classList.toggle('is-empty', total === 0);
    this.#count.textContent = `${formatNumber(total)} in all; the newest ${formatNumber(Journal.LIMIT)} are kept`;
    if (this.#followsEnd) this.#box.scrollTop = this.#box.scrollHeight;
  }

  #dropRows(kept) {
    for (const [entry, row] of this.#rows) {
      if (kept.has(entry)) continue;
      row.remove();
      this.#rows.delete(entry);
    }
  }

  #addRows(entries) {
    const rows = new Map();
    let previous = null;
    for (const entry of entries) {
      const row = this.#rows.get(entry) ?? rowOf(entry);
      const place = previous ? previous.nextSibling : this.#list.firstChild;
      if (place !== row) this.#list.insertBefore(row, place);
      rows.set(entry, row);
      previous = row;
    }
    this.#rows = rows;
  }

  #isAtEnd() {
    const { scrollTop, clientHeight, scrollHeight } = this.#box;
    return scrollHeight - clientHeight - scrollTop < CLOSE_TO_END;
  }
}

function rowOf({ id, time, connection, direction, kind, size, data, content }) {
  const [arrow, word] = DIRECTIONS[direction];
  const text = element('span', { className: 'content' }, content);
  if (data !== undefined) {
    const { content: beginning, readLater } = preview(data);
    text.append(content ? `: ${beginning}` : beginning);
    readLater?.then((late) => text.append(late));
  }
  const row = element('li', { className: 'entry' },
    element('time', { dateTime: new Date(time).toISOString() }, formatTime(time)),
    element('span', { className: 'socket' }, `#${connection}`),
    element('span', { className: 'direction' },
      element('span', { ariaHidden: 'true' }, arrow),
      element('span', { className: 'visually-hidden' }, word)),
    element('span', { className: 'kind' }, kind),
    element('span', { className: 'size' }, size === null ? '' : `${formatNumber(size)} B`),
    text);
  Object.assign(row.dataset, { id, direction, kind });
  return row;
}

const DIRECTIONS = { out: ['↑', 'out'], in: ['↓', 'in'], local: ['!', 'thrown'] };

/** In CSS pixels; fractional scroll positions never quite reach the end. */
const CLOSE_TO_END = 8;
