import UPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { drawLane, LANE_HEIGHT } from './lane.js';

/** One chart of some lines over time, with the ready state as a lane below; always as large as its box. */
export class Plot {
  #box;
  #series;
  #plot = null;
  #shown = null;

  /** `series` is one of series.js. */
  constructor(box, series) {
    this.#box = box;
    this.#series = series;
    new ResizeObserver(() => this.#fit()).observe(box);
  }

  /** Draws `{ columns, states, length, colours }`: see Metrics and coloursOf. */
  draw(shown) {
    this.#shown = shown;
    const data = [shown.columns.time, ...this.#series.lines.map(({ column }) => shown.columns[column])];
    if (this.#plot) this.#plot.setData(data);
    else this.#plot = new UPlot(this.#options(), data, this.#box);
  }

  #fit() {
    const { width, height } = this.#size();
    // A hidden box has no size.
    if (this.#plot && width > 0) this.#plot.setSize({ width, height });
  }

  #size() {
    return { width: this.#box.clientWidth, height: this.#box.clientHeight };
  }

  /** @returns {import('uplot').Options} */
  #options() {
    const { lines, format } = this.#series;
    const colour = (name) => () => this.#shown.colours[name];
    const axis = {
      stroke: colour('text'),
      font: `${FONT_SIZE} ${this.#shown.colours.fontFamily}`,
      ticks: { show: false },
      grid: { stroke: colour('grid'), width: 1 },
    };
    return {
      ...this.#size(),
      padding: [FONT_HEIGHT / 2, FONT_HEIGHT * 1.5, 0, 0],
      cursor: { show: false },
      legend: { show: false },
      scales: {
        x: { time: false, range: () => [-this.#shown.length, 0] },
        y: { range: (plot, least, most) => [0, roundTop(most)] },
      },
      series: [{}, ...lines.map((line) => lineOptions(line, colour(line.colour)))],
      axes: [
        {
          ...axis,
          size: LANE_HEIGHT + FONT_HEIGHT + 2,
          gap: LANE_HEIGHT + 2,
          splits: ({ width }) => [-1, ...(width < NARROW ? [] : [-0.5]), 0].map((part) => part * this.#shown.length),
          values: (plot, splits) => splits.map(formatTimeAgo),
        },
        {
          ...axis,
          size: 46,
          gap: 4,
          splits: (plot, index, least, most) => [0, most],
          values: (plot, splits) => splits.map(format),
        },
      ],
      hooks: { draw: [(plot) => drawLane(plot, this.#shown.states, this.#shown.colours.states)] },
    };
  }
}

// The second line is dashed, so that both are visible if they overlap.
function lineOptions({ colour, isDots }, stroke) {
  if (isDots) return { stroke, width: 1, spanGaps: true, points: { show: true, size: 4, fill: stroke } };
  return {
    stroke,
    width: 1.5,
    dash: colour === 'in' ? [3, 3] : undefined,
    paths: UPlot.paths.stepped({ align: -1 }),
    points: { show: false },
  };
}

/** The next 1, 2 or 5 with zeros: an axis that ends there seldom changes. */
export function roundTop(most) {
  if (!(most > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(most));
  return [1, 2, 5, 10].map((factor) => factor * power).find((top) => top >= most) ?? 10 * power;
}

function formatTimeAgo(seconds) {
  if (seconds === 0) return 'now';
  const ago = seconds % 60 === 0 ? `${-seconds / 60} min` : `${-seconds} s`;
  return `−${ago}`;
}

const FONT_SIZE = '11px';
const FONT_HEIGHT = 11;
/** In CSS pixels: below, there is no room for a label in the middle. */
const NARROW = 170;
