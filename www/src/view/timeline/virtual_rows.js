import { Places } from './places.js';

/**
 * A long list in a box that scrolls: only the rows in sight, some around them, and the one with the focus are elements of the
 * page. Rows are as high as they turn out to be. It follows its end unless somebody has scrolled up.
 *
 * `makeRow(entry)` makes the element of an entry, `dropRow(row)` hears that one was taken away, `estimate(width)` is the height
 * that most have in a box so wide, and `onPlace()` is called when rows may be elsewhere.
 */
export class VirtualRows {
  #box;
  #list;
  #options;
  #places;
  #entries = [];
  #dropped = 0;
  /** By the entry's id. */
  #rows = new Map();
  #activeId = null;
  #followsEnd = true;
  #lastTop = 0;
  #isPlacing = false;
  #isDue = false;
  #hasLostFocus = false;

  constructor(box, list, options) {
    this.#box = box;
    this.#list = list;
    this.#options = options;
    // Before the places hear of it, and rows are placed.
    box.addEventListener('scroll', () => this.#scrolled());
    this.#places = new Places(box, {
      estimate: options.estimate,
      holds: () => !this.#followsEnd,
      onChange: () => this.#place(),
    });
  }

  /** Shows other entries, `dropped` of which have gone before, from their end on. */
  replace(entries, dropped = 0) {
    for (const [id, row] of this.#rows) this.#dropRow(id, row);
    this.#entries = entries;
    this.#dropped = dropped;
    this.#activeId = null;
    this.#places.replace(entries);
    this.toEnd();
  }

  /** Shows what has become of the entries, `dropped` of which have gone from their beginning so far. */
  update(dropped) {
    const gone = dropped - this.#dropped;
    this.#dropped = dropped;
    // Nobody reads any more.
    if (this.#entries.length === 0) this.#followsEnd = true;
    // The reader's place stays.
    const lost = gone > 0 && !this.#followsEnd ? this.#places.startOf(gone) : 0;
    const top = this.#box.scrollTop - lost;
    this.#quietly(() => this.#places.update(gone));
    if (lost > 0) this.#places.offset = top;
    this.#place();
    if (lost === 0) return;
    this.#box.scrollTop = top;
    this.#lastTop = this.#box.scrollTop;
  }

  /** A row may be of another height now. */
  measure(row) {
    this.#places.measure(row);
  }

  /** Whether the newest is in sight. */
  get isAtEnd() {
    const { scrollTop, clientHeight, scrollHeight } = this.#box;
    return scrollHeight - clientHeight - scrollTop < CLOSE_TO_END;
  }

  /** Somebody reads here: new entries move nothing. */
  stay() {
    this.#followsEnd = false;
  }

  toEnd() {
    this.#lastTop = this.#box.scrollTop;
    this.#followsEnd = true;
    this.#place();
  }

  /** The index of the entry that has, or had last, the focus; -1 if none has. */
  get activeIndex() {
    return this.#indexOf(this.#activeId);
  }

  /** The id of that entry. */
  set activeId(id) {
    this.#activeId = id;
  }

  /** Makes an entry the active one, brings its row in sight and returns it. */
  reveal(index) {
    this.#activeId = this.#entries[index].id;
    this.#place();
    const row = this.#rows.get(this.#activeId);
    const { top, bottom } = this.#box.getBoundingClientRect();
    const { top: rowTop, bottom: rowBottom, height } = row.getBoundingClientRect();
    if (rowTop < top || height > bottom - top) this.#scrollBy(rowTop - top);
    else if (rowBottom > bottom) this.#scrollBy(rowBottom - bottom);
    return row;
  }

  /** How many rows there is room for. */
  get rowsInSight() {
    return Math.max(1, Math.floor(this.#box.clientHeight / this.#places.rowHeight) - 1);
  }

  #scrollBy(distance) {
    this.#box.scrollTop += distance;
    this.#lastTop = this.#box.scrollTop;
    this.#places.offset = this.#lastTop;
    this.#place();
  }

  /** Makes the page have the rows it should, where they should be: again while measuring them changes that. */
  #place() {
    this.#isDue = true;
    if (this.#isPlacing) return;
    // The event of a scroll may still be to come, and nobody is taken back to the end meanwhile.
    this.#scrolled();
    this.#quietly(() => {
      for (let round = 0; this.#isDue && round < ROUNDS; round += 1) {
        this.#isDue = false;
        this.#list.style.height = `${this.#places.height}px`;
        if (this.#followsEnd) this.#scrollToEnd();
        this.#placeRows(this.#places.rows(this.activeIndex));
      }
    });
    this.#options.onPlace();
  }

  /** What changes meanwhile waits. */
  #quietly(act) {
    this.#isPlacing = true;
    try {
      act();
    } finally {
      this.#isPlacing = false;
    }
  }

  #scrollToEnd() {
    this.#box.scrollTop = this.#box.scrollHeight;
    this.#lastTop = this.#box.scrollTop;
    this.#places.offset = this.#lastTop;
  }

  #placeRows(places) {
    const wanted = new Set(places.map(({ key }) => key));
    for (const [id, row] of this.#rows) if (!wanted.has(id)) this.#dropRow(id, row);
    let previous = null;
    const added = [];
    for (const { key, index, start } of places) {
      let row = this.#rows.get(key);
      if (!row) added.push((row = this.#addRow(this.#entries[index], previous)));
      row.dataset.index = index;
      row.style.transform = `translateY(${start}px)`;
      row.ariaPosInSet = index + 1;
      row.ariaSetSize = this.#entries.length;
      previous = row;
    }
    this.#markTabStop();
    for (const row of added) this.#places.observe(row);
    for (const row of added) this.#places.measure(row);
    if (this.#hasLostFocus) this.#box.focus({ preventScroll: true });
    this.#hasLostFocus = false;
  }

  #addRow(entry, previous) {
    const row = this.#options.makeRow(entry);
    row.dataset.id = entry.id;
    this.#rows.set(entry.id, row);
    if (previous) previous.after(row);
    else this.#list.prepend(row);
    return row;
  }

  #dropRow(id, row) {
    // The focus stays in the list.
    this.#hasLostFocus ||= row.contains(this.#box.getRootNode().activeElement);
    row.remove();
    this.#rows.delete(id);
    this.#options.dropRow(row);
    this.#places.release();
  }

  /** One stop of the keyboard: the active row, or the last one there is. */
  #markTabStop() {
    const stop = this.#rows.get(this.#activeId) ?? this.#list.lastElementChild;
    for (const row of this.#rows.values()) row.querySelector('.head').tabIndex = row === stop ? 0 : -1;
  }

  #scrolled() {
    const { scrollTop } = this.#box;
    if (scrollTop > this.#lastTop && this.isAtEnd) this.#followsEnd = true;
    if (scrollTop < this.#lastTop && !this.isAtEnd) this.#followsEnd = false;
    this.#lastTop = scrollTop;
  }

  #indexOf(id) {
    let low = 0;
    let high = id === null ? -1 : this.#entries.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      if (this.#entries[middle].id === id) return middle;
      if (this.#entries[middle].id < id) low = middle + 1;
      else high = middle - 1;
    }
    return -1;
  }
}

/** In CSS pixels; fractional scroll positions never quite reach the end. */
const CLOSE_TO_END = 8;
const ROUNDS = 5;
