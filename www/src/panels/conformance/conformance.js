// The items of the conformance suite in this browser, for both classes.
import '../panels.css';
import './conformance.css';
import { testsServer } from '../../config.js';
import { element } from '../../view/format.js';
import { Stopped } from '../stop.js';
import { countsOf, OUTCOMES, summaryOf } from './counts.js';
import { fillRow, rowOf } from './result_rows.js';
import { Runner } from './runner.js';
import { SECTIONS } from './sections.js';

/** Fills the view. */
export async function start(view) {
  const server = await testsServer();
  const parts = {
    section: element(
      'select',
      { id: 'conformance-section' },
      element('option', { value: '' }, 'all sections'),
      ...SECTIONS.map(([number, title]) => element('option', { value: number }, `${number} ${title}`)),
    ),
    run: element('button', { type: 'button', className: 'primary' }, 'Run'),
    stop: element('button', { type: 'button', disabled: true }, 'Stop'),
    only: element('input', { type: 'checkbox', id: 'conformance-only' }),
    progress: element('progress', { value: 0, max: 1, ariaLabel: 'Items done' }),
    status: element('p', { role: 'status' }, 'Not run yet.'),
    counts: element('tbody'),
    rows: element('tbody'),
    problem: element('p', { className: 'problem', role: 'alert' }),
  };
  const panel = element('div', { className: 'panel conformance' }, controlCard(parts, server), itemCard(parts));
  view.append(panel);
  const runner = new Runner(panel);
  const showItems = () => showList(parts, runner);
  parts.section.addEventListener('change', showItems);
  parts.only.addEventListener('change', () => panel.classList.toggle('only-differences', parts.only.checked));
  parts.run.addEventListener('click', () => run(parts, runner, server));
  showCounts(parts.counts, []);
  await showItems();
}

/** Items whose results are still to come; resolves to them with their rows. */
async function showList({ rows, section, problem }, runner) {
  problem.textContent = '';
  try {
    const items = (await runner.list(section.value || undefined)).map((item) => ({ item, row: rowOf(item) }));
    rows.replaceChildren(...items.map(({ row }) => row));
    return items;
  } catch ({ message }) {
    problem.textContent = message;
    return [];
  }
}

async function run(parts, runner, server) {
  const { section, progress, status, problem } = parts;
  const stopping = new AbortController();
  const stop = () => stopping.abort();
  parts.stop.addEventListener('click', stop, { once: true });
  setRunning(parts, true);
  const results = [];
  try {
    const items = await showList(parts, runner);
    if (items.length === 0) return;
    progress.max = items.length;
    progress.value = 0;
    showCounts(parts.counts, results);
    status.textContent = `Running ${items.length} items…`;
    const onResult = (result) => {
      fillRow(items[results.length].row, result);
      results.push(result);
      progress.value = results.length;
      showCounts(parts.counts, results);
      // Now and then: a live region that speaks of each would never be silent.
      if (results.length % TOLD_EVERY === 0) status.textContent = `${results.length} of ${items.length} items…`;
    };
    await runner.run({ section: section.value || undefined, server, onResult, signal: stopping.signal });
    status.textContent = summaryOf(results);
  } catch (error) {
    if (error instanceof Stopped) status.textContent = `Stopped. ${summaryOf(results)}`;
    else problem.textContent = error.message;
  } finally {
    parts.stop.removeEventListener('click', stop);
    setRunning(parts, false);
  }
}

function setRunning({ run, stop, section }, isRunning) {
  const hadFocus = document.activeElement === run || document.activeElement === stop;
  run.disabled = isRunning;
  section.disabled = isRunning;
  stop.disabled = !isRunning;
  // A button that cannot be pressed any more loses the focus, and the keyboard its place.
  if (hadFocus) (isRunning ? stop : run).focus();
}

function showCounts(body, results) {
  const counts = countsOf(results);
  body.replaceChildren(
    ...[
      ['websocket-wasm', counts.ours],
      ['native', counts.native],
    ].map(([name, counted]) =>
      element(
        'tr',
        {},
        element('th', { scope: 'row' }, name),
        ...OUTCOMES.map((outcome) => {
          const cell = element('td', {}, String(counted[outcome]));
          if (counted[outcome] > 0) cell.dataset.outcome = outcome;
          return cell;
        }),
      ),
    ),
  );
}

function controlCard({ section, run, stop, only, progress, status, counts, problem }, server) {
  return element(
    'section',
    { className: 'card', ariaLabel: 'Run' },
    element('h2', {}, 'The standard, item by item'),
    element(
      'p',
      { className: 'hint' },
      'The page runs the conformance suite of this project with both classes, in a separate frame. A hidden tab runs slowly.',
    ),
    ...(server
      ? []
      : [
          element(
            'p',
            { className: 'missing' },
            'The test server is missing, so the page skips the items that need it. npm start runs it. On your own host, run node servers/main.mjs and put its URLs into config.json: { "server": { "url": "ws://127.0.0.1:…", "httpUrl": "http://127.0.0.1:…" } }.',
          ),
        ]),
    element(
      'div',
      { className: 'actions' },
      element('label', { htmlFor: section.id }, 'Section'),
      section,
      run,
      stop,
      element('label', {}, only, 'Only differences'),
      progress,
    ),
    status,
    problem,
    element(
      'table',
      { className: 'counts' },
      element('caption', { className: 'visually-hidden' }, 'Number of items that each class passes'),
      element(
        'thead',
        {},
        element(
          'tr',
          {},
          element('td'),
          ...['pass', 'fail', 'skip'].map((name) => element('th', { scope: 'col' }, name)),
        ),
      ),
      counts,
    ),
  );
}

function itemCard({ rows }) {
  return element(
    'section',
    { className: 'card', ariaLabel: 'Items' },
    element(
      'table',
      { className: 'items' },
      element('caption', { className: 'visually-hidden' }, 'Each item, and its result with each class'),
      element('colgroup', {}, element('col'), element('col'), element('col'), element('col')),
      element(
        'thead',
        {},
        element('tr', {}, ...['Item', 'Test', 'ours', 'native'].map((name) => element('th', { scope: 'col' }, name))),
      ),
      rows,
    ),
  );
}

const TOLD_EVERY = 40;
