// The chart: a row for each case, with a mark and whiskers for each class.
import { element } from '../../view/format.js';
import { TICKS, across, inWords, verdictOf } from './plan.js';

const NAMES = { ours: 'websocket-wasm', control: 'native again' };

/** A chart of these cases without figures, and `show(figure)`, which draws one. */
export function chartOf(cases) {
  const rows = new Map(cases.map((one) => [one.id, new Row(one.title)]));
  const node = element(
    'div',
    { className: 'chart' },
    element(
      'p',
      { className: 'legend' },
      ...Object.entries(NAMES).map(([contender, name]) =>
        element('span', {}, element('span', { className: `dot ${contender}`, ariaHidden: 'true' }), name),
      ),
    ),
    element('ol', {}, ...Array.from(rows.values(), (row) => row.node)),
  );
  return { node, show: (figure) => rows.get(figure.caseId).show(figure) };
}

class Row {
  #track = element('div', { className: 'track', ariaHidden: 'true' }, ...TICKS.map(tickOf));
  #words = { ours: element('span'), control: element('span') };
  #verdict = element('span', { className: 'verdict' });
  #figures = {};

  constructor(title) {
    this.node = element(
      'li',
      {},
      element('h3', {}, title),
      this.#track,
      element('p', { className: 'figures-of' }, this.#words.ours, this.#words.control, this.#verdict),
    );
    for (const contender of Object.keys(NAMES)) this.#words[contender].textContent = `${NAMES[contender]} –`;
  }

  show(figure) {
    const { contender } = figure;
    this.#figures[contender] = figure;
    this.#words[contender].textContent = `${NAMES[contender]} ${inWords(figure)}`;
    this.#track.append(...marksOf(figure));
    const { ours, control } = this.#figures;
    if (ours && control) this.#verdict.textContent = verdictOf(ours, control);
  }
}

function tickOf(ratio) {
  return placed(element('span', { className: ratio === 1 ? 'tick even' : 'tick' }, `${ratio}×`), ratio);
}

function marksOf({ contender, median, lower, upper }) {
  const whisker = placed(element('span', { className: `whisker ${contender}` }), lower);
  whisker.style.width = `${across(upper) - across(lower)}%`;
  return [whisker, placed(element('span', { className: `dot ${contender}` }), median)];
}

function placed(node, ratio) {
  node.style.left = `${across(ratio)}%`;
  return node;
}
