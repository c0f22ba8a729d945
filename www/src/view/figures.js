import { closeWords } from '../model/close_words.js';
import { IMPLEMENTATION_NAMES } from '../model/implementations.js';
import { element, formatNumber, formatTime } from './format.js';
import { followSelected } from './follow.js';
import { formatDuration } from './units.js';

/** Shows the attributes of the selected session's socket, how it stands in words, and what its inspector counts. */
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

/** How the connection stands, in a sentence, and behind it what may have caused its end. */
class Words {
  #place;
  #shown = '';
  #details;
  #list;
  /** By close event: the page and the network may be others later, the event was explained as they were. */
  #explained = new WeakMap();

  constructor(panel) {
    this.#place = panel.querySelector('.words');
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
        text: 'How it stands will be told here, and after its end what that means.',
        causes,
      };
    if (figures.readyState === WebSocket.CONNECTING)
      return { title: 'Connecting.', text: 'Waiting for the server’s answer to the handshake.', causes };
    if (figures.readyState === WebSocket.OPEN) {
      return {
        title: 'Open.',
        text: handshake === null ? '' : `The handshake took ${formatDuration(handshake)}.`,
        causes,
      };
    }
    if (figures.readyState === WebSocket.CLOSING)
      return { title: 'Closing.', text: 'What was sent before still goes out; then both sides say goodbye.', causes };
    // WebKit keeps the event to itself where it blocks the port.
    if (!closing)
      return { title: 'Closed.', text: 'This browser has not told how.', causes: explain(session, UNTOLD).causes };
    if (!this.#explained.has(closing)) this.#explained.set(closing, explain(session, closing));
    return this.#explained.get(closing);
  }
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

// A cell has one line, so that nothing below it moves; what is longer can be read by pointing at it.
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
const NATIVE_NOTE = 'inspect() belongs to websocket-wasm’s class: the native one keeps no such books.';
const LOOK_AGAIN_MS = 100;
