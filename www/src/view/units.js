// Quantities as charts and sentences have them: short, with a unit.

const compact = new Intl.NumberFormat('en', { notation: 'compact', maximumSignificantDigits: 3 });
const short = new Intl.NumberFormat('en', { maximumSignificantDigits: 2 });
const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });

/** 12345 as "12.3K". */
export const formatCount = (value) => compact.format(value);

/** 12345 as "12.3 kB". */
export function formatBytes(value) {
  const step = UNITS.findLast(([size]) => value >= size) ?? UNITS[0];
  return `${(value / step[0]).toLocaleString('en', { maximumSignificantDigits: 3, useGrouping: false })} ${step[1]}`;
}

/** Milliseconds as "0.35 ms", "12 ms", "1.5 s". */
export function formatDuration(ms) {
  if (ms < 100) return `${short.format(ms)} ms`;
  return ms < 1000 ? `${whole.format(ms)} ms` : `${(ms / 1000).toFixed(1)} s`;
}

const UNITS = [
  [1, 'B'],
  [1e3, 'kB'],
  [1e6, 'MB'],
  [1e9, 'GB'],
];
