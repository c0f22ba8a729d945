import { preview } from '../../model/preview.js';
import { element, formatNumber, formatTime } from '../format.js';

/** An entry as a row: a line that opens and closes what is below it. */
export function rowOf(entry) {
  const { id, time, connection, direction, kind, size } = entry;
  const [arrow, word] = DIRECTIONS[direction];
  const { text, readLater } = preview(entry);
  const content = element('span', { className: 'content' }, text);
  readLater?.then((late) => {
    content.textContent = late;
  });
  const head = element(
    'button',
    { type: 'button', className: 'head', id: `entry-${id}`, ariaExpanded: 'false', tabIndex: -1 },
    element('time', { dateTime: new Date(time).toISOString() }, formatTime(time)),
    ' ',
    element('span', { className: 'socket' }, `#${connection}`),
    ' ',
    element(
      'span',
      { className: 'direction' },
      element('span', { ariaHidden: 'true' }, arrow),
      element('span', { className: 'visually-hidden' }, word),
    ),
    ' ',
    element('span', { className: 'kind' }, kind),
    ' ',
    element('span', { className: 'size' }, size === null ? '' : `${formatNumber(size)} B`),
    ' ',
    content,
  );
  const row = element('article', { className: 'entry' }, head);
  row.setAttribute('aria-labelledby', head.id);
  Object.assign(row.dataset, { direction, kind });
  return row;
}

const DIRECTIONS = { out: ['↑', 'out'], in: ['↓', 'in'], local: ['!', 'thrown'] };
