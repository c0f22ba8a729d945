import { CLOSED, OPEN } from '../model/ready_state.js';

/** The buttons that connect the selected session and, once it is open, send the content of the Send card. */
export function startTryIt(store) {
  for (const button of document.querySelectorAll('.try')) button.addEventListener('click', () => tryIt(store.selected));
}

function tryIt(session) {
  const url = document.getElementById('url');
  if (url.value.trim() === '') return url.focus();
  sendOnceOpen(session);
  document.getElementById('connect').requestSubmit();
  return showWhatComes();
}

function sendOnceOpen(session) {
  const before = session.count;
  const ended = new AbortController();
  session.addEventListener(
    'figures',
    () => {
      const { count, figures } = session;
      const isOpen = count === before + 1 && figures?.readyState === OPEN;
      if (!isOpen && figures && figures.readyState !== CLOSED && count <= before + 1) return;
      ended.abort();
      if (isOpen) document.getElementById('send').requestSubmit();
    },
    { signal: ended.signal },
  );
}

/** The button goes; the focus moves to the next step. */
function showWhatComes() {
  if (matchMedia('(min-width: 60rem)').matches) return document.querySelector('#send .primary').focus();
  const card = document.getElementById('figures');
  card.focus({ preventScroll: true });
  return card.scrollIntoView();
}
