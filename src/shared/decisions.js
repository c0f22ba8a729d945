// The hub of one connection: the functions of the wasm, called with its handle.

import { now } from '../platform/clock.js';

/** A hub without tabs: `wasm` are the exports, `handle` is for `release_hub`. */
export const newHub = (wasm) => ({ wasm, handle: wasm.acquire_hub() });

/** Changes a number of its policy. */
export const set = ({ wasm, handle }, setting, value) => wasm.change_hub(handle, setting, value);

/** The number of the next action; 0 if there is none. */
export const nextAction = ({ wasm, handle }) => wasm.poll_hub(handle);

/** What goes with the latest action: first the tab. */
export const figure = ({ wasm, handle }, index) => wasm.read_figure_of_hub(handle, index);

/** What a tab says, by its number; whether it makes a difference. */
export const report = ({ wasm, handle }, number, tab, value = 0) =>
  !!wasm.report_tab(handle, number, tab, value, now());

/** The key of a message of so many bytes for all tabs, and of an event for all of them. */
export const offerMessage = ({ wasm, handle }, length) => wasm.offer_item(handle, 1, length);
export const offerEvent = ({ wasm, handle }) => wasm.offer_item(handle, 0, 0);

/** Items with a key below this are held for nobody. */
export const firstHeld = ({ wasm, handle }) => wasm.first_held(handle);

/** Whether the buffer of the connection has to be looked at, and what it holds. */
export const hasOutgoing = ({ wasm, handle }) => !!wasm.has_outgoing(handle);
export const reportLeft = ({ wasm, handle }, left) => wasm.handle_left(handle, left);

/** There is a connection; it has ended with so many messages undelivered, and perhaps was the last. */
export const reportOpened = ({ wasm, handle }) => wasm.handle_opened_hub(handle);
export const reportEnded = ({ wasm, handle }, undelivered, isLast) =>
  wasm.handle_ended(handle, undelivered, isLast ? 1 : 0);

/** A question that some tab has to answer, and one that nobody need answer any more. */
export const ask = ({ wasm, handle }, question) => wasm.handle_question(handle, question, now());
export const dropQuestion = ({ wasm, handle }, question) => wasm.drop_question(handle, question);

/** When it has to be told the time; it is told that. */
export const deadline = ({ wasm, handle }) => wasm.deadline_of_hub(handle);
export const reportTime = ({ wasm, handle }) => wasm.handle_time_of_hub(handle, now());
