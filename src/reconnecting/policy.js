// The policy of one instance: the functions of the wasm, called with the instance's handle.

import { ownKeys, take } from '../platform/captured.js';
import { now } from '../platform/clock.js';
import {
  OVERFLOWS,
  SETTING_ASKS,
  SETTING_OVERFLOW,
  SETTING_PROBES,
  SETTINGS,
  SETTINGS_OF_HEARTBEAT,
} from './numbers.js';

const random = take('Math', 'random');

export class Policy {
  #wasm;
  #handle;

  /** `wasm` are the exports, `options` those of the instance. */
  constructor(wasm, options) {
    const { heartbeat, overflow, shouldReconnect } = options;
    const handle = wasm.acquire_policy();
    const set = (setting, value) => wasm.change_setting(handle, setting, value);
    this.#wasm = wasm;
    this.#handle = handle;
    for (const name of ownKeys(SETTINGS)) set(SETTINGS[name][0], options[name]);
    for (const name of ownKeys(SETTINGS_OF_HEARTBEAT)) set(SETTINGS_OF_HEARTBEAT[name][0], heartbeat[name]);
    set(SETTING_OVERFLOW, OVERFLOWS.indexOf(overflow));
    set(SETTING_ASKS, !!shouldReconnect);
    set(SETTING_PROBES, !!heartbeat.payload);
  }

  /** For `release_policy`, when the instance is gone. */
  get handle() {
    return this.#handle;
  }

  /** Takes a command or report, by its number. */
  report(number, ticket) {
    this.#wasm.handle_report(this.#handle, number, now(), random(), ticket);
  }

  /** The number of the next action; 0 if there is none. */
  nextAction() {
    return this.#wasm.poll_action(this.#handle);
  }

  /** What goes with the latest answer. */
  figure(index) {
    return this.#wasm.read_figure(this.#handle, index);
  }

  /** What becomes of a message. Figures: its key, and from which key on and below which others are dropped for it. */
  send(length, isOpen) {
    return this.#wasm.send_message(this.#handle, length, isOpen, now());
  }

  /** Whether there still is a connection for a probe with so many bytes. */
  countProbe(length) {
    return this.#wasm.count_probe(this.#handle, length, now());
  }

  /** The connection holds so many bytes still: below which key no message need be kept. */
  transmitted(bytesLeft) {
    return this.#wasm.handle_transmitted(this.#handle, bytesLeft);
  }

  get deadline() {
    return this.#wasm.next_deadline(this.#handle);
  }

  get isActive() {
    return !!this.#wasm.is_active(this.#handle);
  }

  /** These two take the connection's own. */
  readyState(ofConnection) {
    return this.#wasm.ready_state(this.#handle, ofConnection);
  }

  bufferedAmount(inConnection) {
    return this.#wasm.buffered_amount(this.#handle, inConnection);
  }

  get attempts() {
    return this.#wasm.attempt_count(this.#handle, now());
  }

  get undelivered() {
    return this.#traffic(this.#wasm.count_undelivered(this.#handle));
  }

  get queued() {
    return this.#traffic(this.#wasm.count_queued(this.#handle));
  }

  takeOverflow() {
    return this.#traffic(this.#wasm.take_overflow(this.#handle));
  }

  /** So many messages, and their bytes. */
  #traffic(messages) {
    return { messages, bytes: this.figure(0) };
  }
}
