import { harPieces, jsonPieces, textOf } from '../../model/export.js';
import { Filter } from '../../model/filter.js';
import { formatNumber } from '../format.js';
import { collected, copy, save } from './take.js';

/**
 * The filter and the buttons over the timeline, elements of `root`. They do by `filter(filter)`, `pause(isPaused)`, `clear()` and `say(text)`;
 * `shown()` gives the entries that are shown, and all of the journal's. `showPaused` of the result says how it stands.
 */
export function startTools(root, { filter, pause, clear, shown, say }) {
  const form = root.getElementById('log-filter');
  const chosen = () =>
    Object.fromEntries(['direction', 'kind', 'search'].map((name) => [name, form.elements[name].value]));
  let before = JSON.stringify(chosen());
  const change = () => {
    if (JSON.stringify(chosen()) === before) return;
    before = JSON.stringify(chosen());
    filter(new Filter(chosen()));
  };
  // `change`, too: drivers of browsers fire nothing else when they choose an option.
  for (const type of ['input', 'change']) form.addEventListener(type, change);
  form.addEventListener('submit', (event) => event.preventDefault());

  const pauseButton = root.getElementById('log-pause');
  const showPaused = (isPaused) => {
    pauseButton.ariaPressed = String(isPaused);
  };
  pauseButton.addEventListener('click', () => {
    const isPaused = pauseButton.ariaPressed !== 'true';
    showPaused(isPaused);
    pause(isPaused);
  });

  const onClick = (id, act) => {
    const button = root.getElementById(id);
    const label = button.textContent;
    button.addEventListener('click', async () => {
      try {
        tell(button, label, await act());
      } catch ({ name, message }) {
        tell(button, label, 'Failed');
        say(`Failed. ${name}: ${message}`);
      }
    });
  };
  onClick('log-clear', clear);
  onClick('log-copy', async () => {
    const { entries } = shown();
    await copy(textOf(entries));
    say(`Copied ${formatNumber(entries.length)} ${entries.length === 1 ? 'event' : 'events'}.`);
    return 'Copied';
  });
  onClick('log-json', async () => {
    save(await collected(jsonPieces(shown().entries), 'application/json'), fileName('json'));
  });
  onClick('log-har', async () => {
    const { entries, journal } = shown();
    save(await collected(harPieces(entries, journal), 'application/json'), fileName('har'));
  });
  return { showPaused };
}

/** For a moment, the label of the button is its result. */
function tell(button, label, text) {
  if (!text) return;
  button.textContent = text;
  setTimeout(() => {
    button.textContent = label;
  }, TOLD_MS);
}

/** Colons are not for names of files. */
const fileName = (extension) => `events-${new Date().toISOString().slice(0, 19).replaceAll(':', '-')}.${extension}`;

const TOLD_MS = 1500;
