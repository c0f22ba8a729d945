// The same script with the native class and ours, in two columns, with the differences marked.
import '../panels.css';
import './compare.css';
import { testsServer } from '../../config.js';
import { element } from '../../view/format.js';
import { bothClasses } from '../classes.js';
import { differencesOf } from './differences.js';
import { PRESETS } from './presets.js';
import { resultTable } from './result_table.js';
import { runScript } from './run.js';
import { parseScript, SYNTAX } from './script.js';

/** Fills the view. */
export async function start(view) {
  const server = await testsServer();
  const parts = {
    preset: element(
      'select',
      { id: 'compare-preset' },
      ...Object.keys(PRESETS).map((name) => element('option', {}, name)),
    ),
    script: element('textarea', {
      id: 'compare-script',
      rows: 18,
      spellcheck: false,
      autocapitalize: 'off',
      value: Object.values(PRESETS)[0],
    }),
    server: element('input', {
      id: 'compare-server',
      inputMode: 'url',
      autocomplete: 'off',
      spellcheck: false,
      value: server?.url ?? '',
      placeholder: 'wss://example.org',
    }),
    run: element('button', { className: 'primary' }, 'Run on both'),
    problem: element('div', { className: 'problem', role: 'alert' }),
    status: element('p', { role: 'status' }, 'Not run yet.'),
    results: element('div', {}, element('p', { className: 'hint' }, EMPTY)),
  };
  parts.script.setAttribute('aria-describedby', 'compare-hint');
  view.append(element('div', { className: 'panel compare' }, scriptCard(parts, server), resultCard(parts)));
  parts.preset.addEventListener('change', () => {
    parts.script.value = PRESETS[parts.preset.value];
  });
  parts.script.form.addEventListener('submit', (event) => {
    event.preventDefault();
    run(parts);
  });
  parts.script.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    parts.script.form.requestSubmit();
  });
}

const EMPTY =
  'The results appear here: what each command returned or threw, and the events that followed. The sign ≠ marks a difference.';

async function run(parts) {
  const { commands, problems } = parseScript(parts.script.value);
  const needsServer = commands.find(({ name, args }) => name === 'connect' && args[0].isOnServer);
  if (needsServer && parts.server.value.trim() === '')
    problems.push({ line: needsServer.line, message: 'Enter a server first. The URL is a path on that server.' });
  showProblems(parts.problem, problems);
  if (problems.length > 0 || parts.run.disabled) return;
  parts.run.disabled = true;
  try {
    const { ours, native } = bothClasses();
    const run = (theClass) => runScript(commands, theClass, parts.server.value.trim());
    parts.status.textContent = 'Running with websocket-wasm…';
    const ourRecord = await run(ours);
    parts.status.textContent = 'Running with the native class…';
    const rows = differencesOf(ourRecord, await run(native));
    parts.results.replaceChildren(resultTable(rows));
    parts.status.textContent = summaryOf(rows);
  } finally {
    parts.run.disabled = false;
  }
}

function showProblems(box, problems) {
  const lines = problems.map(({ line, message }) => element('li', {}, `Line ${line}: ${message}`));
  box.replaceChildren(...(lines.length > 0 ? [element('ol', {}, ...lines)] : []));
}

function summaryOf(rows) {
  const count = rows.filter(({ differs }) => differs).length;
  if (count === 0) return 'No differences. Both classes behave the same in this browser.';
  return `${count} ${count === 1 ? 'difference' : 'differences'}, marked with ≠.`;
}

function scriptCard({ preset, script, server, run, problem }, hasServer) {
  const row = (label, field) =>
    element('div', { className: 'row' }, element('label', { htmlFor: field.id }, label), field);
  const hint = hasServer
    ? 'A path such as /echo selects a behaviour of the test server.'
    : 'The test server is missing. npm start runs it. Examples with paths need it (servers/main.mjs), other examples run with any server.';
  return element(
    'section',
    { className: 'card', ariaLabel: 'Script' },
    element('h2', {}, 'One script, both classes'),
    element(
      'p',
      { className: 'hint' },
      'Each line is a command. The table compares the results, the errors and the events of both classes, but not their timing.',
    ),
    element(
      'form',
      { noValidate: true },
      row('Example', preset),
      row('Server', server),
      element('label', { htmlFor: script.id }, 'Script'),
      script,
      element(
        'div',
        { className: 'actions' },
        run,
        element('span', { className: 'hint', id: 'compare-hint' }, 'Ctrl+Enter (⌘+Enter on a Mac) also runs it.'),
      ),
      problem,
      element('p', { className: 'hint' }, hint),
    ),
    element(
      'details',
      {},
      element('summary', {}, 'Commands'),
      element(
        'dl',
        {},
        ...SYNTAX.map(([form, meaning]) => element('div', {}, element('dt', {}, form), element('dd', {}, meaning))),
      ),
    ),
  );
}

function resultCard({ status, results }) {
  return element(
    'section',
    { className: 'card results', ariaLabel: 'Result' },
    element('h2', {}, 'Result'),
    status,
    results,
  );
}
