import { element } from '../format.js';
import { coloursOf } from './colours.js';
import { Plot } from './plot.js';
import { figuresOf, latestOf, summaryOf } from './readings.js';
import { SERIES } from './series.js';
import { Ticker } from './ticker.js';

/** The metrics of the selected session in the last minute, or in the last ten: charts, a sentence, and a table. */
export class ChartsCard {
  #store;
  #card;
  #figures;
  #plots;
  #toldAt = -Infinity;

  constructor(store, card) {
    this.#store = store;
    this.#card = card;
    this.#figures = card.querySelectorAll('figure');
    this.#plots = Array.from(
      this.#figures,
      (figure) => new Plot(figure.querySelector('.plot'), SERIES[figure.dataset.plot]),
    );
    const ticker = new Ticker(card.querySelector('.plots'), () => this.#draw());
    const drawAnew = () => {
      this.#toldAt = -Infinity;
      ticker.now();
    };
    store.addEventListener('select', drawAnew);
    card.querySelector('fieldset').addEventListener('change', drawAnew);
    for (const query of COLOUR_QUERIES) matchMedia(query).addEventListener('change', () => ticker.now());
  }

  #draw() {
    const now = performance.timeOrigin + performance.now();
    const length = Number(this.#card.querySelector('[name="span"]:checked').value);
    const { metrics } = this.#store.selected;
    const columns = metrics.columns(now, length);
    const states = metrics.states(now, length);
    const colours = coloursOf(this.#card);
    for (const plot of this.#plots) plot.draw({ columns, states, length, colours });
    for (const figure of this.#figures) figure.classList.toggle('is-empty', states.length === 0);
    this.#showLatest(columns);
    this.#showFigures(columns);
    this.#tell(summaryOf(columns, states, length), now);
  }

  #showLatest(columns) {
    for (const figure of this.#figures) {
      const texts = latestOf(SERIES[figure.dataset.plot], columns);
      figure.querySelectorAll('.now > *').forEach((place, index) => {
        place.textContent = texts[index];
      });
    }
  }

  #showFigures(columns) {
    this.#card
      .querySelector('tbody')
      .replaceChildren(
        ...figuresOf(columns).map(({ name, cells }) =>
          element('tr', {}, element('th', { scope: 'row' }, name), ...cells.map((cell) => element('td', {}, cell))),
        ),
      );
  }

  /** The visible sentence changes every second, the announced one less often. */
  #tell(summary, now) {
    this.#card.querySelector('.charts-summary').textContent = summary;
    if (now - this.#toldAt < TELL_AGAIN_MS) return;
    const news = this.#card.querySelector('.charts-news');
    if (news.textContent === summary) return;
    news.textContent = summary;
    this.#toldAt = now;
  }
}

const TELL_AGAIN_MS = 20_000;

const COLOUR_QUERIES = ['(prefers-color-scheme: dark)', '(forced-colors: active)', '(prefers-contrast: more)'];
