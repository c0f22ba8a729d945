// The policy of one instance: the functions of the wasm, called with the instance's handle.

import { take } from '../platform/captured.js';
import { now } from '../platform/clock.js';
import { holdsBack } from './holding.js';
import { each } from './lists.js';
import { REPORT_LIFE, SETTING_IS_LOCAL, STANDING_IDLE } from './numbers.js';
import { isFunction } from './providers.js';

const random = take('Math', 'random');

/** The policy of an instance with these options: `wasm` are the exports, `handle` is for `release_policy`. */
export const newPolicy = (wasm, { url, protocols, settings }) => {
  const handle = wasm.acquire_policy(!isFunction(url) && !isFunction(protocols), holdsBack);
  each(settings, ({ 0: setting, 1: value }) => wasm.change_setting(handle, setting, value));
  return { wasm, handle, time: 0 };
};

/** Tells it a command or report, by its number. `time` of the policy is the latest that it was told. */
export const report = (policy, number, ticket, time = now()) => {
  policy.time = time;
  policy.wasm.handle_report(policy.handle, number, time, random(), ticket);
};

/** The same; returns what `nextAction` does. */
export const reportAndPoll = (policy, number, ticket, time = now()) => {
  policy.time = time;
  return policy.wasm.report_and_poll(policy.handle, number, time, random(), ticket);
};

/** Whether the peer is on the same machine. */
export const setLocal = ({ wasm, handle }, isLocal) => wasm.change_setting(handle, SETTING_IS_LOCAL, isLocal ? 1 : 0);

/** Tells it when the peer has shown life. */
export const reportLife = ({ wasm, handle }, time) => wasm.handle_report(handle, REPORT_LIFE, time, 0, 0);

/** Whether an answer is the number of an action. */
export const isAction = (answer) => answer < STANDING_IDLE;

/** The number of the next action; one of `STANDING_…` if there is none: what is to be done until anything else is called. */
export const nextAction = ({ wasm, handle }) => wasm.poll_action(handle);

/** What goes with the latest answer. */
export const figure = ({ wasm, handle }, index) => wasm.read_figure(handle, index);

/** What becomes of a message. Figures: its key, and from which key on and below which others are dropped for it. */
export const sendMessage = (policy, length, isOpen) => {
  policy.time = now();
  return policy.wasm.send_message(policy.handle, length, isOpen, policy.time);
};

/** The key of a message with so many bytes that the connection was handed like that. */
export const countHanded = ({ wasm, handle }, length) => wasm.count_handed(handle, length);

/** Whether there still is a connection for a part of a greeting with so many bytes. */
export const countGreeting = ({ wasm, handle }, length) => !!wasm.count_greeting(handle, length);

/** Takes all messages that wait. Figures: from which key on and below which. */
export const takeQueued = ({ wasm, handle }) => wasm.take_queued(handle);

/** The attempt that was announced is made so long after the end of the last; whether it is waited for. */
export const changeDelay = ({ wasm, handle }, delay) => !!wasm.change_delay(handle, delay);

/** Whether there still is a connection for a probe with so many bytes. */
export const countProbe = ({ wasm, handle }, length) => wasm.count_probe(handle, length, now());

/** The connection holds so many bytes still: below which key no message need be kept. */
export const transmitted = ({ wasm, handle }, bytesLeft) => wasm.handle_transmitted(handle, bytesLeft);

/** The number of the latest attempt. */
export const latestTicket = ({ wasm, handle }) => wasm.latest_ticket(handle);

/** Whether anything goes on. */
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
