// The panel's elements.
import { element } from '../../view/format.js';
import { codeCard } from '../code.js';
import { labelled, NumberField, urlField } from '../fields.js';
// @ts-expect-error: webpack brings the text of the file, not what it exports.
import example from './example.js' with { type: 'bytes' };
import { optionFields } from './options.js';

/** The code that is run. */
export const exampleCard = () => codeCard(example);

/** All that is read or changed later on. */
export function partsOf(url) {
  const button = (text, properties) => element('button', { type: 'button', disabled: true, ...properties }, text);
  return {
    url: urlField('reconnecting-url', url),
    options: optionFields(),
    connect: element('button', { className: 'primary' }, 'Connect'),
    reconnect: button('Reconnect'),
    close: button('Close'),
    outage: new NumberField('reconnecting-outage', 'Downtime, ms', '3000', { most: 60_000 }),
    restart: button('Restart the server', { type: 'submit' }),
    line: element('input', { id: 'reconnecting-line', autocomplete: 'off' }),
    send: button('Send', { type: 'submit', className: 'primary' }),
    status: element('p', { role: 'status' }, 'Not connected.'),
    figures: Object.fromEntries(Object.keys(FIGURES).map((name) => [name, element('dd', {}, '–')])),
    lines: listOf('Lines of the room', 'log', 'The lines of the room appear here. Connect, then write a line.'),
    events: listOf(
      'Events of the socket',
      'group',
      'The events of the socket appear here: open, close, reconnecting and others.',
    ),
  };
}

const FIGURES = {
  readyState: 'readyState',
  attempts: 'attempts',
  next: 'next attempt',
  queue: 'queue',
  undelivered: 'undelivered',
  url: 'url',
};

/** The server and the options. */
export function controlCard({ url, options, connect, reconnect, close, outage, restart }, server) {
  return element(
    'section',
    { className: 'card controls-of', ariaLabel: 'Controls' },
    element('h2', {}, 'A chat that survives a restart'),
    element(
      'p',
      { className: 'hint' },
      'Connect, restart the server and keep writing. Your lines wait in a queue, and you do not miss the lines of others. To join the same room from another window, use the same URL there.',
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
      labelled('URL', url),
      element('div', { className: 'fields' }, ...options.nodes),
      element('div', { className: 'actions' }, connect, reconnect, close),
      problem(),
    ),
    element(
      'form',
      { noValidate: true, className: 'restart', ariaLabel: 'Restart' },
      element('div', { className: 'fields' }, outage.node, restart),
      problem(),
    ),
  );
}

/** The state of the connection. */
export function connectionCard({ status, figures }) {
  return element(
    'section',
    { className: 'card', ariaLabel: 'Connection' },
    element('h2', {}, 'Connection'),
    status,
    element(
      'dl',
      { className: 'facts' },
      ...Object.entries(FIGURES).map(([name, title]) => element('div', {}, element('dt', {}, title), figures[name])),
    ),
  );
}

/** The lines of the room. */
export function roomCard({ lines, line, send }) {
  return element(
    'section',
    { className: 'card', ariaLabel: 'Room' },
    element('h2', {}, 'Room'),
    lines,
    element(
      'form',
      { noValidate: true },
      element(
        'div',
        { className: 'say' },
        element('label', { htmlFor: line.id, className: 'visually-hidden' }, 'Line'),
        line,
        send,
      ),
      problem(),
    ),
  );
}

/** The events of the socket. */
export function eventsCard({ events }) {
  return element('section', { className: 'card', ariaLabel: 'Events' }, element('h2', {}, 'Events'), events);
}

const problem = () => element('p', { className: 'problem', role: 'alert' });

// It scrolls, so it has to be a stop of the keyboard. `empty` is what it shows without rows.
function listOf(ariaLabel, role, empty) {
  const list = element('div', { className: 'rows', role, ariaLabel, tabIndex: 0 });
  list.dataset.empty = empty;
  return list;
}
