/** In CSS pixels: the lane with what is around it, between a plot and the labels below. */
export const LANE_HEIGHT = 11;

const GAP = 3;
/** By ready state, so that colour is not all there is to tell them by: a lane when open, a line when closed. */
const HEIGHTS = [5, 8, 5, 2];

/** Draws ready states as a lane below the plot of a uPlot, on its time axis. */
export function drawLane(plot, states, colours) {
  const { ctx, bbox } = plot;
  const ratio = devicePixelRatio;
  const bottom = bbox.top + bbox.height + LANE_HEIGHT * ratio;
  for (const { from, to, readyState } of states) {
    const left = plot.valToPos(from, 'x', true);
    const height = HEIGHTS[readyState] * ratio;
    ctx.fillStyle = colours[readyState];
    // However short, it can be seen.
    const width = Math.max(plot.valToPos(to, 'x', true) - left, ratio);
    ctx.fillRect(left, bottom - height - (LANE_HEIGHT - GAP - 8) * ratio, width, height);
  }
}
