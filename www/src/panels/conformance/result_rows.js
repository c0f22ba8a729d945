import { DEVIATIONS } from '../../../../tests/conformance/deviations.mjs';
import { element } from '../../view/format.js';
import { differs } from './counts.js';
import { standardOf } from './sections.js';

const BROWSERS = ['chromium', 'firefox', 'webkit'];
const WORDS = { pass: '✓ pass', fail: '✗ fail', skip: '– skip' };

/** The row of an item whose results are still to come. */
export function rowOf({ id, also, title }) {
  const numbers = [id, ...also].map((number, index) => [
    index > 0 ? ', ' : '',
    element('a', { href: standardOf(number), rel: 'external' }, number),
  ]);
  return element(
    'tr',
    {},
    element('td', {}, ...numbers.flat()),
    element('th', { scope: 'row' }, title),
    element('td', {}, '…'),
    element('td', {}, '…'),
  );
}

/** Writes the results into it. */
export function fillRow(row, result) {
  const [, title, ours, native] = row.cells;
  for (const [cell, { outcome }] of [
    [ours, result.ours],
    [native, result.native],
  ]) {
    cell.textContent = WORDS[outcome];
    cell.dataset.outcome = outcome;
  }
  title.append(...wordsOf(result).map((text) => element('span', { className: 'words' }, text)));
  row.toggleAttribute('data-differs', differs(result));
}

function wordsOf(result) {
  const { ours, native } = result;
  if (ours.message === native.message) return ours.message === '' ? [] : [ours.message, ...knownOf(result)];
  return [
    ...(ours.message ? [`websocket-wasm: ${ours.message}`, ...knownOf(result)] : []),
    ...(native.message ? [`native: ${native.message}`] : []),
  ];
}

/** Why ours is known to fail it in some browser. */
function knownOf({ id, title, ours }) {
  if (ours.outcome !== 'fail') return [];
  // The page has no configurations but the plain one.
  const known = DEVIATIONS.find(
    (one) =>
      one.id === id &&
      one.title === title &&
      !one.configurations &&
      one.where.some((place) => BROWSERS.includes(place)),
  );
  return known ? [`Known: ${known.reason}`] : [];
}
