import { Filter } from '../../model/filter.js';
import { Journal } from '../../model/journal.js';
import { Matches } from '../../model/matches.js';
import { followSelected } from '../follow.js';
import { formatNumber } from '../format.js';
import { oncePerPicture } from '../schedule.js';
import { Announcer } from './announcer.js';
import { Details } from './details.js';
import { moveByKeys } from './keyboard.js';
import { rowOf } from './row.js';
import { startTools } from './tools.js';
import { VirtualRows } from './virtual_rows.js';

/**
 * Shows the selected session's journal: the entries that match the filter, oldest first. `root` has the elements of the section
 * “events” in index.html: the page, or a shadow root.
 *
 * @param {Document | ShadowRoot} root
 */
export function startTimeline(store, root = document) {
  const timeline = new Timeline(root);
  followSelected(store, (session) => timeline.show(session));
}

class Timeline {
  #box;
  #count;
  #newest;
  #empty;
  #announcer;
  #tools;
  #rows;
  #session = null;
  #filter = new Filter();
  /** By session: its matches, made with the filter that was in use. */
  #states = new WeakMap();
  /** By row, those that are open. */
  #details = new WeakMap();
  #again = oncePerPicture(() => this.#render());

  constructor(root) {
    this.#box = root.getElementById('log');
    this.#count = root.getElementById('log-count');
    this.#newest = root.getElementById('log-newest');
    this.#empty = root.getElementById('log-empty');
    this.#announcer = new Announcer(root.getElementById('log-news'));
    const list = this.#box.querySelector('.rows');
    this.#rows = new VirtualRows(this.#box, list, {
      makeRow: (entry) => this.#makeRow(entry),
      dropRow: (row) => this.#details.get(row)?.end(),
      estimate: (width) => (width >= WIDE ? ROW_HEIGHT : NARROW_ROW_HEIGHT),
      onPlace: () => this.#showNewest(),
    });
    list.addEventListener('click', ({ target }) => {
      const head = /** @type {Element} */ (target).closest('.head');
      if (head) this.#toggle(head);
    });
    moveByKeys(this.#box, this.#rows, () => this.#matches.entries.length);
    this.#newest.addEventListener('click', () => this.#toNewest());
    this.#tools = startTools(root, {
      filter: (filter) => this.#setFilter(filter),
      pause: (isPaused) => this.#pause(isPaused),
      clear: () => this.#session.journal.clear(),
      shown: () => ({ entries: [...this.#matches.entries], journal: [...this.#session.journal.entries] }),
      say: (text) => this.#announcer.say(text),
    });
  }

  show(session) {
    if (session !== this.#session) {
      this.#session = session;
      this.#announcer.begin(session.journal);
      this.#tools.showPaused(this.#matches.isPaused);
      this.#renderAnew();
    } else {
      this.#announcer.update(session.journal);
      this.#render();
    }
  }

  get #matches() {
    return this.#state.matches;
  }

  get #state() {
    const { journal } = this.#session;
    const state = this.#states.get(this.#session) ?? { opened: new Set() };
    if (state.filter !== this.#filter) {
      state.filter = this.#filter;
      state.matches = new Matches(journal, this.#filter, state.matches?.until);
      this.#states.set(this.#session, state);
    }
    return state;
  }

  #setFilter(filter) {
    this.#filter = filter;
    this.#renderAnew();
  }

  #pause(isPaused) {
    if (isPaused) this.#matches.pause();
    else this.#matches.resume();
    this.#render();
  }

  #renderAnew() {
    const isDone = this.#catchUp();
    this.#rows.replace(this.#matches.entries, this.#matches.dropped);
    this.#showCounts(isDone);
  }

  #render() {
    const isDone = this.#catchUp();
    this.#rows.update(this.#matches.dropped);
    this.#showCounts(isDone);
  }

  #catchUp() {
    const end = performance.now() + BUDGET_MS;
    const matches = this.#matches;
    const isDone = matches.update(
      () => performance.now() < end,
      () => {
        if (matches === this.#matches) this.#again();
      },
    );
    if (!isDone && !matches.isReading) this.#again();
    return isDone;
  }

  #showCounts(isDone) {
    const {
      total,
      entries: { length },
    } = this.#session.journal;
    const { entries, waiting, isPaused } = this.#matches;
    const parts = [];
    if (!isDone) parts.push('searching…');
    if (!this.#filter.isOpen) parts.push(`${formatNumber(entries.length)} of ${formatNumber(length)} match`);
    else parts.push(total === 1 ? '1 event' : `${formatNumber(total)} events`);
    if (isPaused) parts.push(`paused, ${formatNumber(waiting)} new`);
    else if (total > Journal.LIMIT) parts.push(`the page keeps the newest ${formatNumber(Journal.LIMIT)}`);
    setText(this.#count, parts.join('; '));
    this.#box.ariaBusy = String(!isDone);
    // A feed without articles is none.
    this.#box.role = entries.length > 0 ? 'feed' : 'group';
    this.#empty.hidden = entries.length > 0 || !isDone;
    setText(
      this.#empty,
      length === 0
        ? 'No events yet. Each call, event and message appears here, the newest at the end.'
        : isPaused && waiting === length
          ? 'There were no events before the pause.'
          : 'No event matches the filter.',
    );
  }

  #showNewest() {
    this.#newest.hidden = this.#rows.isAtEnd;
  }

  #toNewest() {
    this.#rows.toEnd();
    // The button has gone.
    this.#rows
      .reveal(this.#matches.entries.length - 1)
      .querySelector('.head')
      .focus({ preventScroll: true });
  }

  #makeRow(entry) {
    const row = rowOf(entry);
    if (this.#state.opened.has(entry.id)) this.#open(row, entry);
    return row;
  }

  #toggle(head) {
    const row = head.closest('.entry');
    const id = Number(row.dataset.id);
    const { opened } = this.#state;
    // Not every engine gives the focus to a button that is pressed with a pointer.
    head.focus({ preventScroll: true });
    this.#rows.stay();
    if (opened.delete(id)) {
      this.#details.get(row).end();
      this.#details.get(row).element.remove();
      this.#details.delete(row);
      head.ariaExpanded = 'false';
    } else {
      opened.add(id);
      this.#open(row, this.#matches.entries[Number(row.dataset.index)]);
    }
    this.#rows.measure(row);
    this.#rows.reveal(Number(row.dataset.index));
  }

  /** What the connection of an entry was made with, if that is still in the journal. */
  #madeWith({ connection }) {
    const isCall = (entry) => entry.kind === 'connect' && entry.connection === connection;
    return this.#session.journal.entries.find(isCall)?.called;
  }

  #open(row, entry) {
    const details = new Details(entry, this.#madeWith(entry), (text) => this.#announcer.say(text));
    this.#details.set(row, details);
    row.append(details.element);
    row.querySelector('.head').ariaExpanded = 'true';
  }
}

// Text that stays the same is not written again: a selection in it survives.
function setText(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

/** Most of a picture's time is left to the rest of the page. */
const BUDGET_MS = 6;
/** As in timeline.css: from this width of the list on, a row is one line. */
const WIDE = 640;
const ROW_HEIGHT = 30;
const NARROW_ROW_HEIGHT = 50;
