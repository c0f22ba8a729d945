// The panel of websocket-wasm/devtools over the console itself, and messages to look at in it.
import '../panels.css';
import './devtools.css';
import { echoUrl } from '../../config.js';
import { onSubmit } from '../../view/form.js';
import { element } from '../../view/format.js';
import { codeCard } from '../code.js';
import { labelled, urlField } from '../fields.js';
// @ts-expect-error: webpack brings the text of the file, not what it exports.
import example from './example.js' with { type: 'bytes' };
import { openPanel } from './example.js';
import { sendSamples } from './samples.js';

/** Fills the view. */
export async function start(view) {
  const url = await echoUrl();
  const parts = {
    open: element('button', { className: 'primary' }, 'Open the panel'),
    remove: element('button', { type: 'button', disabled: true }, 'Remove the panel'),
    url: urlField('devtools-url', url),
    send: element('button', {}, 'Connect and send'),
    status: element('p', { role: 'status' }, 'The panel is not open.'),
  };
  view.append(
    element('div', { className: 'panel devtools' }, panelCard(parts), samplesCard(parts, url), codeCard(example)),
  );

  let removePanel;
  onSubmit(parts.open.form, async () => {
    removePanel ??= await openPanel();
    parts.remove.disabled = false;
    parts.open.disabled = true;
    parts.status.textContent = 'The panel is at the lower edge of the page, in every view.';
  });
  parts.remove.addEventListener('click', () => {
    removePanel();
    removePanel = undefined;
    parts.open.disabled = false;
    // A disabled button would lose the focus, and the keyboard its place.
    parts.open.focus();
    parts.remove.disabled = true;
    parts.status.textContent = 'The panel is not open.';
  });
  onSubmit(parts.send.form, () =>
    sendSamples(parts.url.value.trim(), (said) => {
      parts.status.textContent = said;
    }),
  );
}

function panelCard({ open, remove, status }) {
  return element(
    'section',
    { className: 'card', ariaLabel: 'Panel' },
    element('h2', {}, 'Developer tools'),
    element(
      'p',
      { className: 'hint' },
      'One call puts a panel over any page in development. It shows every socket that is made from then on, also by libraries and by the other views of this page: its messages in the words of the library, its charts, and a button that cuts its connection.',
    ),
    element('form', { noValidate: true }, element('div', { className: 'actions' }, open, remove), problem()),
    status,
  );
}

function samplesCard({ url, send }, server) {
  return element(
    'section',
    { className: 'card', ariaLabel: 'Messages to look at' },
    element('h2', {}, 'Messages to look at'),
    element(
      'p',
      { className: 'hint' },
      'A new socket sends one message each of JSON-RPC, GraphQL, STOMP and MessagePack. An echo server sends them back.',
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
      element('div', { className: 'actions' }, send),
      problem(),
    ),
  );
}

const problem = () => element('p', { className: 'problem', role: 'alert' });
