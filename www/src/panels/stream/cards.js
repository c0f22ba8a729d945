// The panel's elements.
import { WebSocketStream } from 'websocket-wasm/stream';
import { element } from '../../view/format.js';
import { codeCard } from '../code.js';
import { NumberField, labelled, urlField } from '../fields.js';
import { SourceFields } from '../source.js';
import example from './example.js' with { type: 'bytes' };

/** The code that is run. */
export const exampleCard = () => codeCard(example);

/** All that is read or changed later on. */
export function partsOf(url) {
  const button = (text, properties) => element('button', { type: 'button', disabled: true, ...properties }, text);
  return {
    url: urlField('stream-url', url),
    source: new SourceFields('stream', '16'),
    chunk: new NumberField('stream-chunk', 'Chunks of, KiB', '64', { least: 1, most: 65_536, unit: 2 ** 10 }),
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

/** Whether the class is the browser's own. */
export const isNative = WebSocketStream === globalThis.WebSocketStream;

const FIGURES = { sent: 'sent', received: 'received', onTheWay: 'on the way', time: 'time' };

/** What is sent, where, and how it can be stopped. */
export function controlCard(
  { url, source, chunk, limit, isSlow, run, abort, code, reason, close, problem: runProblem },
  server,
) {
  return element(
    'section',
    { className: 'card', ariaLabel: 'Controls' },
    element('h2', {}, 'There and back, as streams'),
    element(
      'p',
      { className: 'hint' },
      `Pipes bytes into a WebSocketStream, to a server that sends them back, and reads what comes. ${ABOUT_CLASS}`,
    ),
    ...(server
      ? []
      : [
          element(
            'p',
            { className: 'missing' },
            'No server came with this page, as npm start brings one: give the URL of any server that echoes.',
          ),
        ]),
    element(
      'form',
      { noValidate: true },
      labelled('URL of a server that echoes', url),
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

/** How far it is. */
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
        element('dd', {}, isNative ? 'the browser’s own' : 'websocket-wasm’s'),
      ),
      ...Object.entries(FIGURES).map(([name, title]) => element('div', {}, element('dt', {}, title), figures[name])),
    ),
  );
}

const ABOUT_CLASS = isNative
  ? 'The class here is the browser’s own, which makes the server wait where nobody reads: it has no receiveLimit.'
  : 'The class here is websocket-wasm’s, as this browser has none: where nobody reads, it keeps up to receiveLimit bytes, then fails.';

const problem = () => element('p', { className: 'problem', role: 'alert' });
