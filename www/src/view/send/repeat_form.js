import { InputError } from '../../model/bytes.js';
import { messagesOf } from '../../model/payload.js';
import { Repeat, readRepeat } from '../../model/repeat.js';
import { onSubmit } from '../form.js';
import { formatNumber, setText } from '../format.js';
import { oncePerPicture } from '../schedule.js';
import { draftOf } from './drafts.js';

/** By session: a repeat goes on while another tab is selected. */
const repeats = new WeakMap();

/** Sends the draft repeatedly: the repeat of the selected session, its button and its progress. */
export function startRepeatForm(store, editor) {
  const form = document.getElementById('repeat');
  const show = () => render(form, repeats.get(store.selected));
  const later = oncePerPicture(show);
  onSubmit(form, ({ every, times }) => {
    const session = store.selected;
    if (repeats.get(session)?.isGoing) return repeats.get(session).stop();
    editor.read();
    return editor.pointingAtMistakes(() =>
      start(store, session, readRepeat({ every: every.value, times: times.value }), later),
    );
  });
  store.addEventListener('select', () => {
    form.querySelector('.problem').textContent = '';
    show();
  });
}

async function start(store, session, bounds, changed) {
  if (session.figures?.readyState !== WebSocket.OPEN)
    throw new InputError('The connection is not open. Connect first.');
  const draft = draftOf(session);
  // The present draft: later edits are for the next repeat.
  const { message } = messagesOf({ ...draft });
  const connection = session.count;
  const socket = {
    figures: () => (session.count === connection && store.sessions.includes(session) ? session.figures : null),
    look: () => session.look(),
    async send(index) {
      await session.send(await message(index, draft.sent + 1));
      draft.sent += 1;
    },
  };
  const repeat = new Repeat(socket, bounds);
  repeats.set(session, repeat);
  const ended = new AbortController();
  repeat.addEventListener('change', () => {
    if (!repeat.isGoing) ended.abort();
    changed();
  });
  const told = () => repeat.told();
  session.addEventListener('figures', told, { signal: ended.signal });
  store.addEventListener('change', told, { signal: ended.signal });
  repeat.start();
}

function render(form, repeat) {
  const { phase, sent, times, error } = repeat ?? {};
  const isGoing = repeat?.isGoing ?? false;
  // Never the same text again: WebKit loses a click on a button if its text changes while it is pressed.
  setText(form.querySelector('button'), isGoing ? 'Stop' : 'Repeat');
  setText(
    form.querySelector('.progress'),
    isGoing
      ? `${formatNumber(sent)} of ${formatNumber(times)} sent${phase === 'waiting' ? ', paused: the buffer is full' : ''}`
      : '',
  );
  // A screen reader hears the end only; the count would be too much.
  setText(form.querySelector('.notice'), repeat && !isGoing ? OUTCOMES[phase](formatNumber(sent), error) : '');
}

const OUTCOMES = {
  done: (sent) => `Done. Sent ${sent}.`,
  stopped: (sent) => `Stopped. Sent ${sent}.`,
  closed: (sent) => `Stopped. Sent ${sent}. The connection is no longer open.`,
  failed: (sent, { name, message }) => `Stopped. Sent ${sent}. ${name}: ${message}`,
};
