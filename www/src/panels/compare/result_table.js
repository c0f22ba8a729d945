import { element } from '../../view/format.js';

/** The rows of differences.js as a table: a line for each command, below it what both classes made of it. */
export function resultTable(rows) {
  return element(
    'table',
    {},
    element('caption', { className: 'visually-hidden' }, 'The result of each command, and the events that followed'),
    element('colgroup', {}, element('col'), element('col'), element('col', { className: 'mark' })),
    element('thead', {}, element('tr', {}, ...HEADS.map(headOf))),
    ...bodiesOf(rows),
  );
}

/** A body for each command: its line, what became of it, and its events. */
function bodiesOf(rows) {
  const bodies = [];
  for (const row of rows) {
    if (row.kind === 'call') bodies.push(element('tbody', {}, headOfCommand(row)));
    bodies.at(-1).append(rowOf(row));
  }
  return bodies;
}

/** @type {[text: string, name?: string][]} */
const HEADS = [['websocket-wasm'], ['native'], ['≟', 'Compared']];

function headOf([text, name = null]) {
  return element('th', { scope: 'col', ariaLabel: name }, text);
}

function headOfCommand({ line, source }) {
  return element(
    'tr',
    {},
    element('th', { scope: 'rowgroup', colSpan: 3 }, element('span', { className: 'line' }, line ?? ''), source),
  );
}

function rowOf({ kind, ours, native, differs }) {
  const row = element('tr', {}, cellOf(ours), cellOf(native), markOf(differs));
  row.dataset.kind = kind;
  if (differs) row.dataset.differs = '';
  return row;
}

function cellOf(shown) {
  if (!shown) return element('td', { className: 'nothing' }, 'no such event');
  return element(
    'td',
    {},
    shown.text,
    ...(shown.message ? [element('span', { className: 'words' }, shown.message)] : []),
  );
}

function markOf(differs) {
  return element(
    'td',
    { className: 'mark' },
    element('span', { ariaHidden: 'true' }, differs ? '≠' : ''),
    element('span', { className: 'visually-hidden' }, differs ? 'different' : 'same'),
  );
}
