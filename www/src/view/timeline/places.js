import { elementScroll, observeElementOffset, observeElementRect, Virtualizer } from '@tanstack/virtual-core';

/**
 * Where the rows of a long list are, and which of them are in sight: the virtualizer, told of entries at its end in a way that
 * costs the same however many there are.
 *
 * `estimate(width)` is the height that most rows have in a box so wide, `holds()` whether what is read has to stay where it is
 * when rows above it turn out to be of another height, and `onChange()` is called when places may be others.
 */
export class Places {
  #box;
  #options;
  #entries = [];
  #count = 0;
  /** What the virtualizer has places for: more than there is, so that a new entry does not make it count them all anew. */
  #capacity = 0;
  #virtualizer;

  constructor(box, options) {
    this.#box = box;
    this.#options = options;
    this.#virtualizer = new Virtualizer(this.#virtualizerOptions());
    this.#virtualizer.shouldAdjustScrollPositionOnItemSizeChange = ({ end }) => options.holds() && end <= this.offset;
    this.#virtualizer._didMount();
    this.#virtualizer._willUpdate();
  }

  /** Has places for other entries. */
  replace(entries) {
    this.#entries = entries;
    this.#virtualizer.itemSizeCache.clear();
    this.#makeAll();
  }

  /** Has places for what has become of the entries, `gone` of which have gone from their beginning. */
  update(gone) {
    if (gone > 0) this.#forgetSizes();
    if (gone > 0 || this.#entries.length > this.#capacity) return this.#makeAll();
    if (this.#entries.length === this.#count) return undefined;
    const first = this.#count;
    this.#count = this.#entries.length;
    // The first of the new ones gets a size: the virtualizer asks for those behind it by itself.
    return this.#virtualizer.resizeItem(first, this.rowHeight);
  }

  /** The height of the list. */
  get height() {
    return this.#virtualizer.getTotalSize();
  }

  /** The rows that should be there, in sight and around it, and that of `active`, an index: each has `index`, `key` (the entry's id) and `start`. */
  rows(active) {
    const rows = this.#virtualizer.getVirtualItems().filter(({ index }) => index < this.#count);
    const extra = this.#virtualizer.measurementsCache[active];
    if (!extra || rows.some(({ index }) => index === active)) return rows;
    return active < (rows[0]?.index ?? 0) ? [extra, ...rows] : [...rows, extra];
  }

  /** Where the row of this index begins. */
  startOf(index) {
    return this.#virtualizer.measurementsCache[index]?.start ?? 0;
  }

  /** How far the box is scrolled: to be told when it was done by program, as its event comes late. */
  get offset() {
    return this.#virtualizer.scrollOffset ?? 0;
  }

  set offset(offset) {
    this.#virtualizer.scrollOffset = Math.max(0, offset);
  }

  /** The height that a row has before it was measured. */
  get rowHeight() {
    return this.#options.estimate(this.#virtualizer?.scrollRect?.width ?? 0);
  }

  /** Hears from now on of the heights that a row takes on. */
  observe(row) {
    this.#virtualizer.measureElement(row);
  }

  /** Measures a row now. */
  measure(row) {
    this.#virtualizer.resizeItem(Number(row.dataset.index), row.offsetHeight);
  }

  /** Hears no more of rows that were taken away. */
  release() {
    this.#virtualizer.measureElement(null);
  }

  #makeAll() {
    this.#count = this.#entries.length;
    this.#capacity = this.#count + Math.max(LEAST_SPARE, this.#count >> 4);
    this.#virtualizer.setOptions(this.#virtualizerOptions());
  }

  #virtualizerOptions() {
    const entries = this.#entries;
    return {
      count: this.#capacity,
      getScrollElement: () => this.#box,
      estimateSize: (index) => (index < entries.length ? this.rowHeight : 0),
      getItemKey: (index) => entries[index]?.id ?? -1 - index,
      observeElementRect,
      observeElementOffset,
      scrollToFn: elementScroll,
      overscan: OVERSCAN,
      // Rows that come while others are measured would be an error of the observer's.
      useAnimationFrameWithResizeObserver: true,
      onChange: this.#options.onChange,
    };
  }

  /** Sizes of entries that are there no more. */
  #forgetSizes() {
    const first = this.#entries[0]?.id ?? Infinity;
    for (const id of this.#virtualizer.itemSizeCache.keys()) if (id < first) this.#virtualizer.itemSizeCache.delete(id);
  }
}

/** Rows above and below those in sight. */
const OVERSCAN = 12;
const LEAST_SPARE = 32;
