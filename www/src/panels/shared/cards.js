// The panel's elements.
import { element } from '../../view/format.js';
import { codeCard } from '../code.js';
import { labelled, urlField } from '../fields.js';
// @ts-expect-error: webpack brings the text of the file, not what it exports.
import example from './example.js' with { type: 'bytes' };

/** The code that is run. */
export const exampleCard = () => codeCard(example);

/** All that is read or changed later on. */
export function partsOf(url) {
  const button = (text, properties) => element('button', { type: 'button', ...properties }, text);
  const lines = element('div', { className: 'rows', role: 'log', ariaLabel: 'Lines of the chat', tabIndex: 0 });
  lines.dataset.empty = 'The lines of all windows appear here. Join, open another window, and join there, too.';
  return {
    url: urlField('shared-url', url),
    join: element('button', { className: 'primary' }, 'Join'),
    another: button('Open another window'),
    leave: button('Leave', { disabled: true }),
    status: element('p', { role: 'status' }, 'This window has not joined.'),
    members: element('dd', {}, '–'),
    lines,
    line: element('input', { id: 'shared-line', autocomplete: 'off' }),
    send: button('Send', { type: 'submit', className: 'primary', disabled: true }),
  };
}

/** The server, and the windows. */
export function controlCard({ url, join, another, leave, status, members }, server) {
  return element(
    'section',
    { className: 'card', ariaLabel: 'Controls' },
    element('h2', {}, 'One connection for all windows'),
    element(
      'p',
      { className: 'hint' },
      'A SharedWorker has the connection. Each window gets every message, in order, and the server sees one client.',
    ),
    ...(server
      ? []
      : [
          element(
            'p',
            { className: 'missing' },
            'The test server is missing. npm start runs it. You can also enter the URL of any server that sends a message to all its clients.',
          ),
        ]),
    element(
      'form',
      { noValidate: true },
      labelled('URL', url),
      element('div', { className: 'actions' }, join, another, leave),
      problem(),
    ),
    status,
    element('dl', { className: 'facts' }, element('div', {}, element('dt', {}, 'connections'), members)),
  );
}

/** The lines of all windows. */
export function chatCard({ lines, line, send }) {
  return element(
    'section',
    { className: 'card', ariaLabel: 'Chat' },
    element('h2', {}, 'Chat'),
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

const problem = () => element('p', { className: 'problem', role: 'alert' });
