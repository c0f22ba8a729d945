// The benchmark's short form, in this browser: ours beside the native class, and that beside itself.
import '../panels.css';
import './benchmark.css';
import { benchmarkServers } from '../../config.js';
import { element } from '../../view/format.js';
import { Stopped } from '../stop.js';
import { chartOf } from './chart.js';
import { LENGTHS, SHORT_CASES, stepsOf } from './plan.js';
import { measure } from './runner.js';

/** Fills the view. */
export async function start(view) {
  const servers = await benchmarkServers();
  const parts = {
    cases: SHORT_CASES.map((one) => element('input', { type: 'checkbox', name: 'case', value: one.id, checked: true })),
    length: element(
      'select',
      { id: 'benchmark-length' },
      ...Object.entries(LENGTHS).map(([name, pairs]) =>
        element('option', { value: String(pairs), selected: name === 'usual' }, `${name}: ${pairs} pairs`),
      ),
    ),
    run: element('button', { type: 'button', className: 'primary', disabled: servers.length === 0 }, 'Run'),
    stop: element('button', { type: 'button', disabled: true }, 'Stop'),
    progress: element('progress', { value: 0, max: 1, ariaLabel: 'Pairs done' }),
    step: element('p', { className: 'hint step' }),
    status: element('p', { role: 'status' }, 'Not run yet.'),
    problem: element('p', { className: 'problem', role: 'alert' }),
    drawing: element('div', {}, chartOf(SHORT_CASES).node),
  };
  const panel = element('div', { className: 'panel benchmark' }, controlCard(parts, servers), chartCard(parts));
  view.append(panel);
  parts.run.addEventListener('click', () => run(panel, parts, servers));
}

async function run(panel, parts, servers) {
  const { progress, status, problem } = parts;
  const chosen = parts.cases.filter(({ checked }) => checked).map(({ value }) => value);
  const cases = SHORT_CASES.filter(({ id }) => chosen.includes(id));
  problem.textContent = cases.length === 0 ? 'Choose a case first.' : '';
  if (cases.length === 0) return;
  const pairs = Number(parts.length.value);
  const chart = chartOf(cases);
  parts.drawing.replaceChildren(chart.node);
  const stopping = new AbortController();
  const stop = () => stopping.abort();
  parts.stop.addEventListener('click', stop, { once: true });
  setRunning(parts, true);
  progress.value = 0;
  progress.max = stepsOf(cases, pairs);
  status.textContent = `Measuring ${cases.length} ${cases.length === 1 ? 'case' : 'cases'}…`;
  try {
    await measure(panel, {
      cases,
      pairs,
      servers,
      signal: stopping.signal,
      onFigure: chart.show,
      onStep(text) {
        parts.step.textContent = text;
        progress.value += 1;
      },
    });
    status.textContent = 'Done.';
  } catch (error) {
    status.textContent = 'Stopped.';
    if (!(error instanceof Stopped)) problem.textContent = error.message;
  } finally {
    parts.stop.removeEventListener('click', stop);
    parts.step.textContent = '';
    setRunning(parts, false);
  }
}

function setRunning({ run, stop, length, cases }, isRunning) {
  const hadFocus = document.activeElement === run || document.activeElement === stop;
  for (const control of [run, length, ...cases]) control.disabled = isRunning;
  stop.disabled = !isRunning;
  // A button that cannot be pressed any more loses the focus, and the keyboard its place.
  if (hadFocus) (isRunning ? stop : run).focus();
}

function controlCard({ cases, length, run, stop, progress, step, status, problem }, servers) {
  return element(
    'section',
    { className: 'card', ariaLabel: 'Run' },
    element('h2', {}, 'Time compared with the native class'),
    element(
      'p',
      { className: 'hint' },
      'The page measures native and websocket-wasm in turn, in a separate frame. Then it measures native against native, which shows the effect of chance. The times are wall-clock times; BENCHMARKS.md has the times of the main thread. Close other programs and keep this tab in front.',
    ),
    ...(servers.length > 0
      ? []
      : [
          element(
            'p',
            { className: 'missing' },
            'The benchmark server is missing. npm start runs it. On your own host, run it beside the page and put its URLs into config.json: { "benchmarkServers": ["ws://127.0.0.1:…"] }.',
          ),
        ]),
    element(
      'fieldset',
      {},
      element('legend', { className: 'visually-hidden' }, 'Cases'),
      ...cases.map((box, index) => element('label', {}, box, SHORT_CASES[index].title)),
    ),
    element(
      'div',
      { className: 'actions' },
      element('label', { htmlFor: length.id }, 'Length'),
      length,
      run,
      stop,
      progress,
    ),
    status,
    step,
    problem,
  );
}

function chartCard({ drawing }) {
  return element(
    'section',
    { className: 'card', ariaLabel: 'Chart' },
    element('h2', {}, 'Time relative to the native class (1 is equal, less is better)'),
    element('p', { className: 'hint' }, 'A mark is the median of the ratios. A line spans the quartiles.'),
    drawing,
  );
}
