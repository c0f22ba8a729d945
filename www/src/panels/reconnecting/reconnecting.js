// A chat over ReconnectingWebSocket with a server that can restart: the state of the connection and its events.
import '../panels.css';
import './reconnecting.css';
import { WebSocket } from 'websocket-wasm';
import { testsServer } from '../../config.js';
import { InputError } from '../../model/bytes.js';
import { onSubmit } from '../../view/form.js';
import { element } from '../../view/format.js';
import { connectionCard, controlCard, eventsCard, exampleCard, partsOf, roomCard } from './cards.js';
import { Chat } from './chat.js';
import { Record } from './record.js';
import { Standing } from './standing.js';

/** Fills the view. */
export async function start(view) {
  const server = await testsServer();
  const parts = partsOf(server ? `${server.url}/room?name=${anyName()}` : '');
  view.append(
    element(
      'div',
      { className: 'panel reconnecting' },
      controlCard(parts, server),
      connectionCard(parts),
      roomCard(parts),
      eventsCard(parts),
      exampleCard(),
    ),
  );

  const chat = new Chat({ standing: new Standing(parts), record: new Record(parts) });
  let room;
  onSubmit(parts.connect.form, () => {
    const url = parts.url.value.trim();
    const isRoom = Boolean(server) && url.startsWith(`${server.url}/room?name=`);
    chat.connect(url, { isRoom, options: parts.options.read() });
    room = isRoom ? new URL(url).searchParams.get('name') : undefined;
    parts.restart.disabled = !isRoom;
    for (const button of [parts.reconnect, parts.close, parts.send]) button.disabled = false;
  });
  onSubmit(parts.restart.form, () => restart(server, room, parts.outage.read()));
  onSubmit(parts.send.form, () => {
    chat.send(parts.line.value);
    parts.line.value = '';
  });
  parts.reconnect.addEventListener('click', () => chat.reconnect());
  parts.close.addEventListener('click', () => chat.close());
}

/** Makes the server drop all clients of the room and refuse new ones for this time. */
function restart(server, name, milliseconds) {
  const query = new URLSearchParams({ name, for: `${Math.round(milliseconds)}` });
  return new Promise((resolve, reject) => {
    new WebSocket(`${server.url}/outage?${query}`).addEventListener('close', ({ wasClean }) => {
      if (wasClean) resolve(undefined);
      else reject(new InputError('The test server does not answer.'));
    });
  });
}

/** The name of a new room. */
const anyName = () => Math.random().toString(36).slice(2, 8);
