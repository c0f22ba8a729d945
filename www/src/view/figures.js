import { closeWords } from '../model/close_words.js';
import { IMPLEMENTATION_NAMES } from '../model/implementations.js';
import { isMessage } from '../model/preview.js';
import { followSelected } from './follow.js';
import { element, formatNumber, formatTime } from './format.js';
import { formatDuration } from './units.js';

/** Shows the attributes of the selected session's socket, its state in words, and the counters of its inspector. */
export function startFigures(store) {
  const panel = document.getElementById('figures');
  const cells = Array.from(panel.querySelectorAll('[data-figure]'));
  const words = new Words(panel);
  followSelected(store, (session) => {
    const { figures } = session;
    const texts = figures ? { ...attributeTexts(session), ...inspectionTexts(figures.inspection) } : {};
    for (const cell of cells) show(cell, texts[cell.dataset.figure] ?? NOTHING);
    setText(document.getElementById('inspection-note'), figures && !figures.inspection ? NATIVE_NOTE : '');
    panel.dataset.readyState = figures?.readyState ?? '';
    words.show(session);
  });
  // Two attributes change without an event, readyState and bufferedAmount: while a socket lives, look again.
  setInterval(() => {
    for (const session of store.sessions) {
      if (session.figures && session.figures.readyState !== WebSocket.CLOSED) session.look();
    }
  }, LOOK_AGAIN_MS);
}

/** The state of the connection in a sentence, what to do next, and the possible causes of its end. */
class Words {
  #place;
  #next;
  #shown = '';
  #details;
  #list;
  /** By close event: the page and the network may be others later, the event was explained as they were. */
  #explained = new WeakMap();

  constructor(panel) {
    this.#place = panel.querySelector('.words');
    this.#next = panel.querySelector('.next');
    this.#details = panel.querySelector('.causes');
    this.#list = this.#details.querySelector('ul');
  }

  show(session) {
    const { title, text, causes } = this.#wordsOf(session);
    if (this.#shown !== title + text) {
      this.#shown = title + text;
      // New elements are not moved ones.
      this.#place.replaceChildren(element('strong', {}, title), ' ', element('span', {}, text));
    }
    setText(this.#next, nextOf(session));
    this.#details.classList.toggle('is-empty', causes.length === 0);
    if (
      this.#list.childElementCount === causes.length &&
      causes.every((cause, index) => this.#list.children[index].textContent === cause)
    )
      return;
    this.#list.replaceChildren(...causes.map((cause) => element('li', {}, cause)));
    if (causes.length === 0) this.#details.open = false;
  }

  #wordsOf(session) {
    const { figures, closing, handshake } = session;
    const causes = [];
    if (!figures)
      return {
        title: 'No connection yet.',
        text: 'Connect, then send a message. One press does both:',
        causes,
      };
    if (figures.readyState === WebSocket.CONNECTING)
      return { title: 'Connecting.', text: 'The browser waits for the server’s answer to the handshake.', causes };
    if (figures.readyState === WebSocket.OPEN) {
      return {
        title: 'Open.',
        text: handshake === null ? '' : `The handshake took ${formatDuration(handshake)}.`,
        causes,
      };
    }
    if (figures.readyState === WebSocket.CLOSING)
      return {
        title: 'Closing.',
        text: 'The browser sends the rest of the data. Then both sides exchange Close frames.',
        causes,
      };
    // WebKit fires none if it blocks the port.
    if (!closing)
      return { title: 'Closed.', text: 'This browser fired no close event.', causes: explain(session, UNTOLD).causes };
    if (!this.#explained.has(closing)) this.#explained.set(closing, explain(session, closing));
    return this.#explained.get(closing);
  }
}

/** What to look at while a connection is new; '' later on. */
function nextOf({ figures, journal }) {
  if (figures?.readyState !== WebSocket.OPEN || journal.total > NEW_ENTRIES) return '';
  return journal.entries.some(isMessage)
    ? 'Under Events, ↑ is what you sent and ↓ what arrived. Select a row to see the whole message.'
    : 'Send a message: it appears under Events with ↑, and each message that arrives with ↓.';
}

function explain({ count, figures, handshake, journal }, closing) {
  return closeWords(closing, {
    wasOpen: handshake !== null,
    askedHere: journal.entries.some(
      ({ connection, direction, kind }) => connection === count && direction === 'out' && kind === 'close',
    ),
    url: figures.url,
    page: { isSecure: location.protocol === 'https:', isOnline: navigator.onLine },
  });
}

function attributeTexts({ count, figures, handshake }) {
  const { implementation, readyState, bufferedAmount, binaryType, protocol, extensions, url } = figures;
  return {
    implementation: `${IMPLEMENTATION_NAMES[implementation]} #${count}`,
    readyState: `${readyState} ${READY_STATES[readyState]}`,
    bufferedAmount: formatNumber(bufferedAmount),
    binaryType,
    protocol: protocol || NOTHING,
    extensions: extensions || NOTHING,
    url,
    handshake: handshake === null ? NOTHING : formatDuration(handshake),
  };
}

function inspectionTexts(snapshot) {
  if (!snapshot) return {};
  const { openSince, close } = snapshot;
  const texts = {
    openSince: openSince === null ? NOTHING : formatTime(openSince),
    close: close ? `${close.code} ${JSON.stringify(close.reason)} ${close.wasClean ? 'clean' : 'not clean'}` : NOTHING,
  };
  for (const flow of ['sent', 'received', 'queued', 'dropped']) {
    texts[`${flow}.messages`] = formatNumber(snapshot[flow].messages);
    texts[`${flow}.bytes`] = formatNumber(snapshot[flow].bytes);
  }
  return texts;
}

// A cell has one line, so that nothing below it moves. A longer text is in its tooltip.
function show(cell, text) {
  if (cell.textContent === text) return;
  setText(cell, text);
  cell.title = text === NOTHING ? '' : text;
}

// Text that stays the same is not written again: a selection in it survives.
function setText(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

const READY_STATES = ['CONNECTING', 'OPEN', 'CLOSING', 'CLOSED'];
const UNTOLD = { code: 1006, reason: '', wasClean: false };
const NOTHING = '–';
const NATIVE_NOTE = 'inspect() works with the class of websocket-wasm. The native class has no counters.';
/** Entries of a journal, after which nobody needs to be shown around. */
const NEW_ENTRIES = 12;
const LOOK_AGAIN_MS = 100;
