// The events of a ReconnectingWebSocket in words.
import { formatBytes, formatDuration } from '../../view/units.js';

/** Event type → the text of such an event. */
export const WORDS = {
  open: (event) => event.target.url,
  error: () => '',
  close: ({ code, reason, wasClean }) => `${code}${reason && ` “${reason}”`}, ${wasClean ? 'clean' : 'not clean'}`,
  reconnecting: ({ attempt, delay, cause }) => `attempt ${attempt} ${inTime(delay)}: ${CAUSES[cause] ?? cause}`,
  giveup: ({ attempts, cause }) => `${afterAttempts(attempts)}: ${CAUSES[cause] ?? cause}`,
  overflow: (event) => `${event.policy}: ${trafficOf(event)}`,
  undelivered: (event) => trafficOf(event),
};

/** The state of the connection, for the live region. */
export const STANDINGS = {
  open: () => 'Connected.',
  close: () => 'Closed.',
  reconnecting: ({ attempt, delay, cause }) =>
    `${['failed', 'provider'].includes(cause) ? 'No connection' : 'Connection lost'}: attempt ${attempt} ${inTime(delay)}.`,
  giveup: ({ attempts }) => `Gave up ${afterAttempts(attempts)}.`,
};

/** "3 messages, 24 B". */
export const trafficOf = ({ messages, bytes }) =>
  `${messages} ${messages === 1 ? 'message' : 'messages'}, ${formatBytes(bytes)}`;

/** "in 1.5 s", "now", "when the browser is online". */
export function inTime(ms) {
  if (ms === Infinity) return 'when the browser is online';
  return ms < 1 ? 'now' : `in ${formatDuration(Math.round(ms))}`;
}

const afterAttempts = (count) => `after ${count} ${count === 1 ? 'attempt' : 'attempts'}`;

const CAUSES = {
  closed: 'the connection ended',
  failed: 'the connection failed',
  heartbeat: 'no answer to the heartbeat',
  provider: 'no URL',
};
