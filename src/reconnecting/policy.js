// The policy of one instance: the functions of the wasm, called with the instance's handle.

import { ownKeys, take } from '../platform/captured.js';
import { now } from '../platform/clock.js';
import {
  OVERFLOWS,
  REPORT_LIFE,
  SETTING_ASKS,
  SETTING_OVERFLOW,
  SETTING_PROBES,
  SETTINGS,
  SETTINGS_OF_HEARTBEAT,
} from './numbers.js';

const random = take('Math', 'random');

/** The policy of an instance with these options: `wasm` are the exports, `handle` is for `release_policy`. */
export const newPolicy = (wasm, options) => {
  const { heartbeat, overflow, shouldReconnect } = options;
  const handle = wasm.acquire_policy();
  const set = (setting, value) => wasm.change_setting(handle, setting, value);
  for (const name of ownKeys(SETTINGS)) set(SETTINGS[name][0], options[name]);
  for (const name of ownKeys(SETTINGS_OF_HEARTBEAT)) set(SETTINGS_OF_HEARTBEAT[name][0], heartbeat[name]);
  set(SETTING_OVERFLOW, OVERFLOWS.indexOf(overflow));
  set(SETTING_ASKS, !!shouldReconnect);
  set(SETTING_PROBES, !!heartbeat.payload);
  return { wasm, handle };
};

/** Tells it a command or report, by its number. */
export const report = ({ wasm, handle }, number, ticket) => wasm.handle_report(handle, number, now(), random(), ticket);

/** Tells it when the peer has shown life. */
export const reportLife = ({ wasm, handle }, time) => wasm.handle_report(handle, REPORT_LIFE, time, 0, 0);

/** The number of the next action; 0 if there is none. */
export const nextAction = ({ wasm, handle }) => wasm.poll_action(handle);

/** What goes with the latest answer. */
export const figure = ({ wasm, handle }, index) => wasm.read_figure(handle, index);

/** What becomes of a message. Figures: its key, and from which key on and below which others are dropped for it. */
export const sendMessage = ({ wasm, handle }, length, isOpen) => wasm.send_message(handle, length, isOpen, now());

/** Whether the connection may be handed messages without `sendMessage`, until anything is reported. */
export const isDirect = ({ wasm, handle }) => !!wasm.is_direct(handle);

/** The key of a message with so many bytes that the connection was handed like that. */
export const countHanded = ({ wasm, handle }, length) => wasm.count_handed(handle, length);

/** Whether there still is a connection for a probe with so many bytes. */
export const countProbe = ({ wasm, handle }, length) => wasm.count_probe(handle, length, now());

/** The connection holds so many bytes still: below which key no message need be kept. */
export const transmitted = ({ wasm, handle }, bytesLeft) => wasm.handle_transmitted(handle, bytesLeft);

/** When `REPORT_TIME` is due. */
export const deadline = ({ wasm, handle }) => wasm.next_deadline(handle);

/** Whether the network and the page have to be watched. */
export const isActive = ({ wasm, handle }) => !!wasm.is_active(handle);

/** The instance's attributes; the first two are told the connection's own. */
export const readyState = ({ wasm, handle }, ofConnection) => wasm.ready_state(handle, ofConnection);
export const bufferedAmount = ({ wasm, handle }, inConnection) => wasm.buffered_amount(handle, inConnection);
export const attempts = ({ wasm, handle }) => wasm.attempt_count(handle, now());
export const undelivered = (policy) => trafficOf(policy, policy.wasm.count_undelivered(policy.handle));

/** What waits for a connection. */
export const queued = (policy) => trafficOf(policy, policy.wasm.count_queued(policy.handle));

/** What had no room since the last call. */
export const takeOverflow = (policy) => trafficOf(policy, policy.wasm.take_overflow(policy.handle));

/** So many messages, and their bytes. */
const trafficOf = (policy, messages) => ({ messages, bytes: figure(policy, 0) });
