import { formatBytes, formatCount, formatDuration } from '../units.js';

/**
 * The charts, by name: what their lines are called, the column of the metrics that each one draws, the colour it has (see
 * colours.js), and how its values are written. A line of `isDots` has values in some seconds only.
 */
export const SERIES = {
  messages: {
    format: formatCount,
    lines: [
      { name: 'messages out', column: 'messagesOut', colour: 'out', mark: '↑' },
      { name: 'messages in', column: 'messagesIn', colour: 'in', mark: '↓' },
    ],
  },
  bytes: {
    format: formatBytes,
    lines: [
      { name: 'bytes out', column: 'bytesOut', colour: 'out', mark: '↑' },
      { name: 'bytes in', column: 'bytesIn', colour: 'in', mark: '↓' },
    ],
  },
  bufferedAmount: {
    format: formatBytes,
    lines: [{ name: 'bufferedAmount', column: 'bufferedAmount', colour: 'one' }],
  },
  roundTrip: {
    format: formatDuration,
    lines: [{ name: 'round trip', column: 'roundTrip', colour: 'one', isDots: true }],
  },
};
