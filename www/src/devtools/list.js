import { element, formatNumber, setText } from '../view/format.js';
import { oncePerPicture } from '../view/schedule.js';

/** The sockets as choices, the newest first, each with a button that cuts its connection by `cut(socket)`. */
export function startList(sockets, list, cut) {
  /** By id. */
  const rows = new Map();
  const all = choiceOf('all', 'All sockets');
  list.append(all.row);
  all.input.checked = true;
  list.addEventListener('change', ({ target }) => sockets.select(Number(target.value)));
  list.addEventListener('click', ({ target }) => {
    const button = target.closest('button');
    const socket = button && sockets.socketOf(Number(button.value));
    if (socket) cut(socket);
  });

  const show = () => {
    for (const [id, { row }] of rows) {
      if (sockets.known.has(id)) continue;
      row.remove();
      rows.delete(id);
    }
    setText(all.facts, `${formatNumber(sockets.known.size)}`);
    for (const known of sockets.known.values()) {
      if (!rows.has(known.id)) {
        rows.set(known.id, socketRow(known));
        all.row.after(rows.get(known.id).row);
      }
      showFacts(rows.get(known.id), known);
    }
  };
  sockets.addEventListener('change', oncePerPicture(show));
  show();
}

function choiceOf(value, title) {
  const input = element('input', { type: 'radio', name: 'socket', value });
  const facts = element('span', { className: 'facts' });
  const label = element('label', {}, input, element('span', { className: 'url', title }, title), facts);
  return { input, facts, row: element('li', {}, label) };
}

function socketRow({ id, url }) {
  const choice = choiceOf(String(id), `#${id} ${url}`);
  const button = element(
    'button',
    { type: 'button', value: String(id), title: 'Fail the connection, as a lost network does' },
    'Cut',
  );
  button.ariaLabel = `Cut the connection of socket ${id}`;
  choice.row.append(button);
  return { ...choice, button };
}

function showFacts({ facts, button }, { state, closing, protocol, sent, received }) {
  const traffic = `${formatNumber(sent)} sent, ${formatNumber(received)} received`;
  setText(facts, [closing ?? state, protocol, traffic].filter(Boolean).join('; '));
  button.disabled = state === 'closed';
}
