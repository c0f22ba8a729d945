import { element, formatTime } from '../../view/format.js';
import { WORDS } from './words.js';

/** The lines of the room and the events of its connection, the newest of each at the end and in sight. */
export class Record {
  #lines;
  #events;

  constructor({ lines, events }) {
    this.#lines = lines;
    this.#events = events;
  }

  clear() {
    for (const list of [this.#lines, this.#events]) list.replaceChildren();
  }

  addLine(line) {
    add(this.#lines, element('p', {}, line));
  }

  addEvent(event) {
    const row = element(
      'p',
      {},
      element('time', {}, formatTime(Date.now())),
      ' ',
      element('b', {}, event.type),
      ' ',
      element('span', {}, WORDS[event.type](event)),
    );
    row.dataset.type = event.type;
    add(this.#events, row);
  }
}

function add(list, row) {
  const wasAtEnd = list.scrollHeight - list.clientHeight - list.scrollTop < NEAR_PX;
  list.append(row);
  if (list.childElementCount > MOST_ROWS) list.firstElementChild.remove();
  // A reader further up stays there.
  if (wasAtEnd) list.scrollTop = list.scrollHeight;
}

const MOST_ROWS = 500;
const NEAR_PX = 8;
