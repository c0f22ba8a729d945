import { formatNumber, formatTime } from './format.js';
import { IMPLEMENTATION_NAMES } from '../model/implementations.js';
import { followSelected } from './follow.js';

/** Shows the attributes of the selected session's socket and what its inspector counts. */
export function startFigures(store) {
  const panel = document.getElementById('figures');
  const cells = Array.from(panel.querySelectorAll('[data-figure]'));
  followSelected(store, ({ count, figures }) => {
    const texts = figures ? { ...attributeTexts(figures, count), ...inspectionTexts(figures.inspection) } : {};
    for (const cell of cells) setText(cell, texts[cell.dataset.figure] ?? NOTHING);
    setText(document.getElementById('inspection-note'), figures && !figures.inspection ? NATIVE_NOTE : '');
    panel.dataset.readyState = figures?.readyState ?? '';
  });
  // Two attributes change without an event, readyState and bufferedAmount: while a socket lives, look again.
  setInterval(() => {
    for (const session of store.sessions) {
      if (session.figures && session.figures.readyState !== WebSocket.CLOSED) session.look();
    }
  }, LOOK_AGAIN_MS);
}

function attributeTexts({ implementation, readyState, bufferedAmount, binaryType, protocol, extensions, url }, count) {
  return {
    implementation: `${IMPLEMENTATION_NAMES[implementation]} #${count}`,
    readyState: `${readyState} ${READY_STATES[readyState]}`,
    bufferedAmount: formatNumber(bufferedAmount),
    binaryType,
    protocol: protocol || NOTHING,
    extensions: extensions || NOTHING,
    url,
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

// Text that stays the same is not written again: a selection in it survives.
function setText(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

const READY_STATES = ['CONNECTING', 'OPEN', 'CLOSING', 'CLOSED'];
const NOTHING = '–';
const NATIVE_NOTE = 'inspect() belongs to websocket-wasm’s class: the native one keeps no such books.';
const LOOK_AGAIN_MS = 100;
