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
  status.textContent = `Measuring ${cases.length} ${cases.length === 1 ? 'case' : 'cases'} …`;
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
    element('h2', {}, 'How long it takes, beside the native class'),
    element(
      'p',
      { className: 'hint' },
      'Pairs of samples, native and ours by turns, in a frame of their own; then native and native, to see what is chance. Times are those on the wall: BENCHMARKS.md has those of the main thread. Let nothing else run meanwhile, and this tab in front.',
    ),
    ...(servers.length > 0
      ? []
      : [
          element(
            'p',
            { className: 'missing' },
            'The benchmark’s server is missing. It comes with npm start; on a host of your own, run it beside the page and name its URLs in config.json: { "benchmarkServers": ["ws://127.0.0.1:…"] }.',
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
    element('h2', {}, 'Time for the same work, the native class being 1: less is better'),
    element('p', { className: 'hint' }, 'Medians of the ratios, with both quartiles.'),
    drawing,
  );
}
