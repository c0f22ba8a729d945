// The charts in words: the latest values, a table, a sentence.
import { formatNumber } from '../format.js';
import { formatBytes, formatDuration } from '../units.js';
import { SERIES } from './series.js';

/** The latest value of every line of a chart, in its order: '–' if there is none. */
export function latestOf({ lines, format }, columns) {
  return lines.map(({ column, mark }) => {
    const latest = columns[column].findLast(isKnown);
    return [mark, latest === undefined ? NOTHING : format(latest)].filter(Boolean).join(' ');
  });
}

/** A row for every line of every chart, as `{ name, cells }`: its value in the last second, the mean, and the most. */
export function figuresOf(columns) {
  return Object.values(SERIES).flatMap(({ lines, format }) =>
    lines.map(({ name, column }) => {
      const values = columns[column].filter(isKnown);
      const [last] = columns[column].slice(-1);
      const cells = [
        last,
        values.length > 0 ? sum(values) / values.length : null,
        values.length > 0 ? Math.max(...values) : null,
      ];
      return { name, cells: cells.map((value) => (isKnown(value) ? format(value) : NOTHING)) };
    }),
  );
}

/** The last `length` seconds in a sentence or some. */
export function summaryOf(columns, states, length) {
  const when = length === 60 ? 'the last minute' : `the last ${length / 60} minutes`;
  if (states.length === 0) return `No connection in ${when}.`;
  return [`In ${when}: ${exchange(columns)}.`, buffer(columns), roundTrip(columns), open(states)]
    .filter(Boolean)
    .join(' ');
}

function exchange({ messagesOut, bytesOut, messagesIn, bytesIn }) {
  const [out, into] = [messagesOut, messagesIn].map(sum);
  if (out + into === 0) return 'no messages';
  const unit = out === 1 ? 'message' : 'messages';
  return `${formatNumber(out)} ${unit} (${formatBytes(sum(bytesOut))}) out, ${formatNumber(into)} (${formatBytes(sum(bytesIn))}) in`;
}

function buffer({ bufferedAmount }) {
  const most = Math.max(0, ...bufferedAmount);
  return most > 0 ? `Highest bufferedAmount ${formatBytes(most)}.` : '';
}

function roundTrip(columns) {
  const values = columns.roundTrip.filter(isKnown);
  if (values.length === 0) return '';
  const [least, most] = [Math.min(...values), Math.max(...values)].map(formatDuration);
  return least === most ? `Round trip ${least}.` : `Round trip ${least} to ${most}.`;
}

function open(states) {
  const seconds = sum(states.filter(({ readyState }) => readyState === 1).map(({ from, to }) => to - from));
  const connections = states.filter(({ readyState }) => readyState === 0).length;
  const tries = connections > 1 ? ` ${connections} attempts to connect.` : '';
  return `Open for ${formatNumber(Math.round(seconds))} s.${tries}`;
}

const isKnown = (value) => value !== null && value !== undefined;
const sum = (values) => values.reduce((total, value) => total + value, 0);
const NOTHING = '–';
