import { CONNECTING, OPEN } from '../model/ready_state.js';
import { connectSelected } from './connect_form.js';

/** The buttons that connect the selected session and, once it is open, send the content of the Send card. */
export function startTryIt(store) {
  for (const button of document.querySelectorAll('.try')) button.addEventListener('click', () => tryIt(store));
}

async function tryIt(store) {
  const url = document.getElementById('url');
  if (url.value.trim() === '') return url.focus();
  const session = store.selected;
  const before = session.count;
  await connectSelected(store);
  // The class threw, and the form shows why.
  if (session.count === before) return;
  showNextStep();
  if ((await opens(session)) && session === store.selected) document.getElementById('send').requestSubmit();
}

/** Resolves to whether the newest connection of a session opens. */
function opens(session) {
  const connection = session.count;
  const ended = new AbortController();
  return new Promise((resolve) => {
    const look = () => {
      const { count, figures } = session;
      const readyState = count === connection ? figures?.readyState : undefined;
      if (readyState === CONNECTING) return;
      ended.abort();
      resolve(readyState === OPEN);
    };
    session.addEventListener('figures', look, { signal: ended.signal });
    look();
  });
}

/** The button goes; the focus moves to the next step. */
function showNextStep() {
  if (matchMedia('(min-width: 60rem)').matches) return document.querySelector('#send .primary').focus();
  const card = document.getElementById('figures');
  card.focus({ preventScroll: true });
  return card.scrollIntoView();
}
