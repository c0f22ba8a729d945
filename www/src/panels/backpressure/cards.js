// The panel's elements.
import { element } from '../../view/format.js';
import { codeCard } from '../code.js';
import { choiceOf, labelled, NumberField, urlField } from '../fields.js';
import { SourceFields } from '../source.js';
// @ts-expect-error: webpack brings the text of the file, not what it exports.
import example from './example.js' with { type: 'bytes' };

/** The ways to upload, in the order of their lines in the chart. */
export const WAYS = { without: 'without drained()', waiting: 'with drained()' };

/** The code that is run. */
export const exampleCard = () => codeCard(example);

/** All that is read or changed later on. */
export function partsOf(url) {
  return {
    url: urlField('backpressure-url', url),
    source: new SourceFields('backpressure', '32'),
    below: new NumberField('backpressure-below', 'below, KiB', '1024', { unit: 2 ** 10 }),
    highWaterMark: new NumberField('backpressure-mark', 'highWaterMark, KiB', '', { unit: 2 ** 10, empty: undefined }),
    ways: choiceOf('backpressure-ways', [['both', 'both'], ...Object.entries(WAYS)]),
    run: element('button', { className: 'primary' }, 'Upload'),
    stop: element('button', { type: 'button', disabled: true }, 'Stop'),
    status: element('p', { role: 'status' }, 'Not run yet.'),
    progress: element('progress', { value: 0, max: 1, ariaLabel: 'Handed to the socket' }),
    figures: Object.fromEntries(Object.keys(WAYS).map((way) => [way, FIGURES.map(() => element('td', {}, '–'))])),
    plot: element('div', {
      className: 'plot',
      role: 'img',
      ariaLabel: 'Chart: bufferedAmount during each upload. The table has the peaks.',
    }),
    keys: Object.keys(WAYS).map((way) => element('span', { className: `key ${way}`, ariaHidden: 'true' })),
    problem: element('p', { className: 'problem', role: 'alert' }),
  };
}

const FIGURES = ['time', 'bytes/s', 'peak'];

/** The data, the server and the options. */
export function controlCard({ url, source, below, highWaterMark, ways, run, stop, problem }, server) {
  return element(
    'section',
    { className: 'card', ariaLabel: 'Controls' },
    element('h2', {}, 'An upload to a server that reads slowly'),
    element(
      'p',
      { className: 'hint' },
      'send() accepts all data at once and keeps it in memory. If you wait for drained() after each piece, at most “below” bytes are in memory, and the upload takes the same time.',
    ),
    ...(server
      ? []
      : [
          element(
            'p',
            { className: 'missing' },
            'The test server is missing. npm start runs it. On your own host, run node servers/main.mjs and put its URL into config.json: { "server": { "url": "ws://127.0.0.1:…" } }. You can also enter any other WebSocket URL.',
          ),
        ]),
    element(
      'form',
      { noValidate: true },
      labelled('URL (rate: bytes per second that the server reads)', url),
      element(
        'div',
        { className: 'fields' },
        ...source.nodes,
        labelled('Upload', ways),
        below.node,
        highWaterMark.node,
      ),
      element('div', { className: 'actions' }, run, stop),
      problem,
    ),
  );
}

/** The chart and the table of bufferedAmount. */
export function resultCard({ status, progress, figures, plot, keys }) {
  return element(
    'section',
    { className: 'card', ariaLabel: 'Result' },
    element('h2', {}, 'bufferedAmount'),
    status,
    progress,
    plot,
    element(
      'table',
      {},
      element('caption', { className: 'visually-hidden' }, 'Time of each upload, and its highest bufferedAmount'),
      element(
        'thead',
        {},
        element('tr', {}, element('td'), ...FIGURES.map((name) => element('th', { scope: 'col' }, name))),
      ),
      element(
        'tbody',
        {},
        ...Object.entries(WAYS).map(([way, title], index) =>
          element('tr', {}, element('th', { scope: 'row' }, keys[index], title), ...figures[way]),
        ),
      ),
    ),
  );
}
