import { element } from '../../view/format.js';
import { codeCard } from '../code.js';
import { labelled, NumberField, urlField } from '../fields.js';
import { SourceFields } from '../source.js';
// @ts-expect-error: webpack brings the text of the file, not what it exports.
import example from './example.js' with { type: 'bytes' };

/** The code that is run. */
export const exampleCard = () => codeCard(example);

/** All that is read or changed later on. */
export function partsOf(url) {
  const button = (text, properties) => element('button', { type: 'button', disabled: true, ...properties }, text);
  return {
    url: urlField('stream-url', url),
    source: new SourceFields('stream', '16'),
    chunk: new NumberField('stream-chunk', 'Chunk size, KiB', '64', { least: 1, most: 65_536, unit: 2 ** 10 }),
    limit: new NumberField('stream-limit', 'receiveLimit, MiB', '16', { most: 1024, unit: 2 ** 20 }),
    isSlow: element('input', { type: 'checkbox', id: 'stream-slow' }),
    run: element('button', { className: 'primary' }, 'Run'),
    abort: button('Abort'),
    code: new NumberField('stream-code', 'Code', '', { empty: undefined, most: 65_535 }),
    reason: element('input', { id: 'stream-reason', autocomplete: 'off', placeholder: 'none' }),
    close: button('Close', { type: 'submit' }),
    status: element('p', { role: 'status' }, 'Not run yet.'),
    sent: element('progress', { value: 0, max: 1, ariaLabel: 'Sent' }),
    received: element('progress', { value: 0, max: 1, ariaLabel: 'Received' }),
    figures: Object.fromEntries(Object.keys(FIGURES).map((name) => [name, element('dd', {}, '–')])),
    problem: problem(),
  };
}

/** Whether the browser has a class of its own, which the page's extends. */
const isOfBrowser = typeof globalThis.WebSocketStream === 'function';

const FIGURES = { sent: 'sent', received: 'received', onTheWay: 'in transit', time: 'time' };

/** The data, the server, and the buttons that stop a run. */
export function controlCard(
  { url, source, chunk, limit, isSlow, run, abort, code, reason, close, problem: runProblem },
  server,
) {
  return element(
    'section',
    { className: 'card', ariaLabel: 'Controls' },
    element('h2', {}, 'An echo through streams'),
    element(
      'p',
      { className: 'hint' },
      `The page pipes bytes into a WebSocketStream, and the server sends them back. ${ABOUT_CLASS}`,
    ),
    ...(server
      ? []
      : [
          element(
            'p',
            { className: 'missing' },
            'The echo server is missing. npm start runs it. You can also enter the URL of any other echo server.',
          ),
        ]),
    element(
      'form',
      { noValidate: true },
      labelled('URL of an echo server', url),
      element('div', { className: 'fields' }, ...source.nodes, chunk.node, limit.node),
      element('div', { className: 'actions' }, run, abort, element('label', {}, isSlow, 'Read slowly')),
      runProblem,
    ),
    element(
      'form',
      { noValidate: true, className: 'close-of', ariaLabel: 'Close' },
      element('div', { className: 'fields' }, code.node, labelled('Reason', reason), close),
      problem(),
    ),
  );
}

/** The progress of a run. */
export function progressCard({ status, sent, received, figures }) {
  const row = (name, bar) => element('div', { className: 'bar' }, element('span', {}, name), bar);
  return element(
    'section',
    { className: 'card', ariaLabel: 'Progress' },
    element('h2', {}, 'Progress'),
    status,
    row('sent', sent),
    row('received', received),
    element(
      'dl',
      { className: 'facts' },
      element(
        'div',
        {},
        element('dt', {}, 'class'),
        element('dd', {}, isOfBrowser ? 'on the browser’s own' : 'websocket-wasm'),
      ),
      ...Object.entries(FIGURES).map(([name, title]) => element('div', {}, element('dt', {}, title), figures[name])),
    ),
  );
}

const ABOUT_CLASS = isOfBrowser
  ? 'This browser has its own class, and the one of the page extends it. If nobody reads, that class makes the server wait. It has no receiveLimit.'
  : 'This browser has no such class, so the page uses the one of websocket-wasm. If nobody reads, that class buffers up to receiveLimit bytes and then fails.';

const problem = () => element('p', { className: 'problem', role: 'alert' });
