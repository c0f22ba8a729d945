import { Virtualizer, elementScroll, observeElementOffset, observeElementRect } from '@tanstack/virtual-core';

/**
 * A long list in a box that scrolls: only the rows in sight, some around them, and the one with the focus are elements of the
 * page. Rows are as high as they turn out to be. It follows its end unless somebody has scrolled up.
 *
 * `makeRow(entry)` makes the element of an entry, `dropRow(row)` hears that one was taken away, `estimate(width)` is the height
 * that most have in a box so wide, and `onScroll()` is called when it may follow its end or does so no more.
 */
export class VirtualRows {
  #box;
  #list;
  #options;
  #virtualizer;
  #entries = [];
  #dropped = 0;
  #count = 0;
  /** What the virtualizer has places for: more than there is, so that a new entry does not make it count them all anew. */
  #capacity = 0;
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
    this.#virtualizer = new Virtualizer(this.#virtualizerOptions());
    this.#virtualizer.shouldAdjustScrollPositionOnItemSizeChange = (item) => !this.#followsEnd && item.end <= this.#virtualizer.scrollOffset;
    // Before the virtualizer hears of it, and places rows.
    box.addEventListener('scroll', () => this.#scrolled());
    this.#virtualizer._didMount();
    this.#virtualizer._willUpdate();
  }

  /** Shows other entries, from their end on. */
  replace(entries, dropped = 0) {
    this.#dropRows();
    this.#entries = entries;
    this.#dropped = dropped;
    this.#activeId = null;
    this.#followsEnd = true;
    this.#virtualizer.itemSizeCache.clear();
    // Places are made anew for no entries, too.
    // Whatever there is, places are made anew.
    this.#capacity = -1;
    this.update(dropped);
  }

  /** Shows what has become of the entries, `dropped` of which have gone from their beginning so far. */
  update(dropped) {
    const gone = dropped - this.#dropped;
    this.#dropped = dropped;
    // What is being read stays where it is.
    const lost = gone > 0 && !this.#followsEnd ? this.#virtualizer.measurementsCache[gone]?.start ?? 0 : 0;
    const top = this.#box.scrollTop - lost;
    if (gone > 0) this.#forgetSizes();
    if (gone > 0 || this.#entries.length > this.#capacity) this.#makePlaces();
    else if (this.#entries.length > this.#count) this.#fillPlaces();
    if (lost > 0) this.#virtualizer.scrollOffset = Math.max(0, top);
    this.#place();
    if (lost > 0) this.#box.scrollTop = top;
  }

  /** A row may be of another height now. */
  measure(row) {
    this.#virtualizer.resizeItem(Number(row.dataset.index), row.offsetHeight);
  }

  get followsEnd() {
    return this.#followsEnd;
  }

  /** Somebody reads here: what comes moves nothing. */
  stay() {
    this.#followsEnd = false;
    this.#options.onScroll();
  }

  toEnd() {
    this.#followsEnd = true;
    this.#place();
    this.#options.onScroll();
  }

  /** The index of the entry that has, or had last, the focus; -1 where none has. */
  get activeIndex() {
    return this.#indexOf(this.#activeId);
  }

  set activeId(id) {
    this.#activeId = id;
  }

  get activeId() {
    return this.#activeId;
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
    return Math.max(1, Math.floor(this.#box.clientHeight / this.#estimate()) - 1);
  }

  #scrollBy(distance) {
    this.#box.scrollTop += distance;
    this.#virtualizer.scrollOffset = this.#box.scrollTop;
    this.#scrolled();
    this.#place();
  }

  #makePlaces() {
    this.#count = this.#entries.length;
    this.#capacity = this.#count + Math.max(LEAST_SPARE, this.#count >> 4);
    this.#virtualizer.setOptions(this.#virtualizerOptions());
  }

  /** The first of the new ones gets a size: the virtualizer asks for those behind it by itself. */
  #fillPlaces() {
    const first = this.#count;
    this.#count = this.#entries.length;
    this.#isPlacing = true;
    this.#virtualizer.resizeItem(first, this.#estimate());
    this.#isPlacing = false;
  }

  #estimate() {
    return this.#options.estimate(this.#virtualizer?.scrollRect?.width ?? 0);
  }

  #virtualizerOptions() {
    const entries = this.#entries;
    return {
      count: this.#capacity,
      getScrollElement: () => this.#box,
      estimateSize: (index) => (index < entries.length ? this.#estimate() : 0),
      getItemKey: (index) => entries[index]?.id ?? -1 - index,
      observeElementRect,
      observeElementOffset,
      scrollToFn: elementScroll,
      overscan: OVERSCAN,
      // Rows that come while others are measured would be an error of the observer's.
      useAnimationFrameWithResizeObserver: true,
      onChange: () => this.#place(),
    };
  }

  /** Where rows should be: in sight and around, and the active one. */
  #items() {
    const items = this.#virtualizer.getVirtualItems().filter(({ index }) => index < this.#count);
    const active = this.#virtualizer.measurementsCache[this.activeIndex];
    if (!active || items.some(({ key }) => key === active.key)) return items;
    return active.index < (items[0]?.index ?? 0) ? [active, ...items] : [...items, active];
  }

  /** Makes the page have the rows it should, where they should be: again while measuring them changes that. */
  #place() {
    this.#isDue = true;
    if (this.#isPlacing) return;
    this.#isPlacing = true;
    for (let round = 0; this.#isDue && round < ROUNDS; round += 1) {
      this.#isDue = false;
      this.#list.style.height = `${this.#virtualizer.getTotalSize()}px`;
      if (this.#followsEnd) this.#scrollToEnd();
      this.#placeRows(this.#items());
    }
    this.#isPlacing = false;
  }

  #scrollToEnd() {
    this.#box.scrollTop = this.#box.scrollHeight;
    this.#lastTop = this.#box.scrollTop;
    this.#virtualizer.scrollOffset = this.#lastTop;
  }

  #placeRows(items) {
    const wanted = new Set(items.map(({ key }) => key));
    for (const [id, row] of this.#rows) if (!wanted.has(id)) this.#dropRow(id, row);
    let previous = null;
    const added = [];
    for (const item of items) {
      let row = this.#rows.get(item.key);
      if (!row) added.push(row = this.#addRow(this.#entries[item.index], previous));
      row.dataset.index = item.index;
      row.style.transform = `translateY(${item.start}px)`;
      row.ariaPosInSet = item.index + 1;
      row.ariaSetSize = this.#entries.length;
      previous = row;
    }
    this.#markTabStop();
    for (const row of added) this.#virtualizer.measureElement(row);
    for (const row of added) this.measure(row);
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
    this.#hasLostFocus ||= row.contains(document.activeElement);
    row.remove();
    this.#rows.delete(id);
    this.#options.dropRow(row);
    this.#virtualizer.measureElement(null);
  }

  #dropRows() {
    for (const [id, row] of this.#rows) this.#dropRow(id, row);
  }

  /** One stop of the keyboard: the active row, or the last one there is. */
  #markTabStop() {
    const stop = this.#rows.get(this.#activeId) ?? this.#list.lastElementChild;
    for (const row of this.#rows.values()) row.querySelector('.head').tabIndex = row === stop ? 0 : -1;
  }

  #scrolled() {
    const { scrollTop, clientHeight, scrollHeight } = this.#box;
    const before = this.#followsEnd;
    if (scrollHeight - clientHeight - scrollTop < CLOSE_TO_END) this.#followsEnd = true;
    else if (scrollTop < this.#lastTop) this.#followsEnd = false;
    this.#lastTop = scrollTop;
    if (before !== this.#followsEnd) this.#options.onScroll();
  }

  /** Sizes of entries that are there no more. */
  #forgetSizes() {
    const first = this.#entries[0]?.id ?? Infinity;
    for (const id of this.#virtualizer.itemSizeCache.keys()) if (id < first) this.#virtualizer.itemSizeCache.delete(id);
  }

  #indexOf(id) {
    if (id === null) return -1;
    let low = 0;
    let high = this.#entries.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      if (this.#entries[middle].id === id) return middle;
      if (this.#entries[middle].id < id) low = middle + 1;
      else high = middle - 1;
    }
    return -1;
  }
}

/** Rows above and below those in sight. */
const OVERSCAN = 12;
/** In CSS pixels; fractional scroll positions never quite reach the end. */
const CLOSE_TO_END = 8;
const ROUNDS = 5;
const LEAST_SPARE = 32;
