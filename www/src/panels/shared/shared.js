// A chat in several windows over one connection: SharedWebSocket.
import '../panels.css';
import './shared.css';
import { testsServer } from '../../config.js';
import { onSubmit } from '../../view/form.js';
import { element } from '../../view/format.js';
import { chatCard, controlCard, exampleCard, partsOf } from './cards.js';
import { joinChat } from './example.js';
import { membersOf } from './members.js';

/** Fills the view. */
export async function start(view) {
  const server = await testsServer();
  const parts = partsOf(server ? `${server.url}/room?name=windows` : '');
  view.append(
    element('div', { className: 'panel shared' }, controlCard(parts, server), chatCard(parts), exampleCard()),
  );

  let socket;
  const show = (line) => {
    parts.lines.append(element('p', {}, line));
    parts.lines.scrollTop = parts.lines.scrollHeight;
  };
  const tell = async (sentence) => {
    parts.status.textContent = sentence;
    parts.members.textContent = await membersOf(server, socket.url);
  };
  onSubmit(parts.join.form, () => {
    socket?.close();
    socket = joinChat(parts.url.value.trim(), show, tell);
    parts.status.textContent = 'Joining…';
    for (const button of [parts.leave, parts.send]) button.disabled = false;
  });
  onSubmit(parts.send.form, () => {
    socket.send(parts.line.value);
    parts.line.value = '';
  });
  parts.another.addEventListener('click', () => open(location.href, '_blank', 'popup,width=900,height=700'));
  parts.leave.addEventListener('click', () => {
    socket.close();
    parts.status.textContent = 'This window has left.';
    parts.join.focus();
    for (const button of [parts.leave, parts.send]) button.disabled = true;
  });
}
