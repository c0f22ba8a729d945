// What things are called in the report and in the chart.
import { caseOf } from '../figures.mjs';

export const ENGINE_TITLES = { chromium: 'Chromium', firefox: 'Firefox' };

export const FIGURE_TITLES = {
  main: 'main-thread time',
  wall: 'wall time',
  inside: 'time inside the calls',
  heap: 'memory',
};

/** The title of a figure's case, or of the calls alone if it is of them. */
export function titleOf({ caseId, figure }) {
  const { title, inside } = caseOf(caseId);
  return figure === 'inside' ? inside.title : title;
}
