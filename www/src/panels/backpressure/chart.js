import UPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { roundTop } from '../../view/charts/plot.js';
import { oncePerPicture } from '../../view/schedule.js';
import { formatBytes } from '../../view/units.js';

/** `bufferedAmount` over the time of each run, a line each, in a chart that is as large as its box. */
export class Chart {
  #box;
  #runs;
  #plot;
  #draw = oncePerPicture(() => this.#plot.setData(UPlot.join(this.#runs)));

  /** `lines` are elements whose colours the lines have. */
  constructor(box, lines) {
    this.#box = box;
    this.#runs = lines.map(() => [[], []]);
    box.dataset.empty = 'The chart shows bufferedAmount during each upload.';
    box.classList.add('is-empty');
    this.#plot = new UPlot(this.#options(lines), UPlot.join(this.#runs), box);
    new ResizeObserver(() => this.#fit()).observe(box);
    for (const query of COLOUR_QUERIES) matchMedia(query).addEventListener('change', () => this.#plot.redraw());
  }

  /** Takes all lines away. */
  clear() {
    this.#runs = this.#runs.map(() => [[], []]);
    this.#draw();
  }

  /** Adds a sample to the run with this index: milliseconds since its start, and bufferedAmount. */
  add(index, ms, bytes) {
    const [times, values] = this.#runs[index];
    this.#box.classList.remove('is-empty');
    times.push(ms / 1000);
    values.push(bytes);
    this.#draw();
  }

  #fit() {
    const { width, height } = this.#size();
    // A hidden box has no size.
    if (width > 0) this.#plot.setSize({ width, height });
  }

  #size() {
    return { width: this.#box.clientWidth, height: this.#box.clientHeight };
  }

  /** @returns {import('uplot').Options} */
  #options(lines) {
    const style = () => getComputedStyle(this.#box);
    const axis = {
      stroke: () => style().color,
      font: `${FONT_PX}px ${style().fontFamily}`,
      ticks: { show: false },
      grid: { stroke: () => style().borderTopColor, width: 1 },
    };
    return {
      ...this.#size(),
      padding: [FONT_PX, FONT_PX * 1.5, 0, 0],
      cursor: { show: false },
      legend: { show: false },
      scales: {
        x: { time: false, range: (plot, least, most) => [0, most > 0 ? most : 1] },
        y: { range: (plot, least, most) => [0, roundTop(most)] },
      },
      // The second line is dashed, so that both are visible if they overlap.
      series: [
        {},
        ...lines.map((line, index) => ({
          stroke: () => getComputedStyle(line).color,
          width: 2,
          dash: index === 1 ? [6, 3] : undefined,
          points: { show: false },
        })),
      ],
      axes: [
        { ...axis, size: 24, gap: 4, values: (plot, splits) => splits.map((seconds) => `${seconds} s`) },
        { ...axis, size: 60, gap: 6, values: (plot, splits) => splits.map(formatBytes) },
      ],
    };
  }
}

const FONT_PX = 12;
const COLOUR_QUERIES = ['(prefers-color-scheme: dark)', '(forced-colors: active)', '(prefers-contrast: more)'];
