// The panel's elements.
import { element } from '../../view/format.js';
import { codeCard } from '../code.js';
import { NumberField, labelled, urlField } from '../fields.js';
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
    outage: new NumberField('reconnecting-outage', 'It is away for, ms', '3000', { most: 60_000 }),
    restart: button('Restart the server', { type: 'submit' }),
    line: element('input', { id: 'reconnecting-line', autocomplete: 'off' }),
    send: button('Send', { type: 'submit', className: 'primary' }),
    status: element('p', { role: 'status' }, 'Not connected yet.'),
    figures: Object.fromEntries(Object.keys(FIGURES).map((name) => [name, element('dd', {}, '–')])),
    lines: listOf('Lines of the room', 'log'),
    events: listOf('Events of the socket', 'group'),
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

/** What is connected to, and how. */
export function controlCard({ url, options, connect, reconnect, close, outage, restart }, server) {
  return element(
    'section',
    { className: 'card controls-of', ariaLabel: 'Controls' },
    element('h2', {}, 'A chat that survives a restart'),
    element(
      'p',
      { className: 'hint' },
      'Connect, restart the server, and go on writing: the lines wait, and what others said meanwhile is there afterwards. Who has the same URL in another window is in the same room.',
    ),
    ...(server
      ? []
      : [
          element(
            'p',
            { className: 'missing' },
            'The tests’ server with its rooms is missing. It comes with npm start; on a host of your own, run node tests/server/main.mjs and name it in config.json: { "server": { "url": "ws://127.0.0.1:…" } }. Any other WebSocket URL will do, too.',
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

/** How it stands. */
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

/** What is said. */
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

/** What has happened. */
export function eventsCard({ events }) {
  return element('section', { className: 'card', ariaLabel: 'Events' }, element('h2', {}, 'Events'), events);
}

const problem = () => element('p', { className: 'problem', role: 'alert' });

// It scrolls, so it has to be a stop of the keyboard.
const listOf = (ariaLabel, role) => element('div', { className: 'rows', role, ariaLabel, tabIndex: 0 });
