// Does what the policy decides, and reports what comes of it: the transport, the messages, and the one timer are here.

import { checkClose } from '../class/class.js';
import { dispatch } from '../class/events.js';
import { abandon } from '../class/perform.js';
import { isAborted } from '../host/host.js';
import { DOMException, FinalizationRegistry, take } from '../platform/captured.js';
import { now, soon } from '../platform/clock.js';
import { alarm } from './alarm.js';
import { newInspection } from './inspection.js';
import { callSafely, copyOf, eventWith, failedClose } from './made_events.js';
import { keep, lengthOf } from './messages.js';
import {
  ABORTED,
  CLOSE,
  CONNECT,
  DECIDED,
  DROPPED_AFTER_CLOSE,
  DROPPED_NEWEST,
  ENDED,
  ERRORED,
  HANDED_OVER,
  LIFE,
  NETWORK,
  OPENED,
  REFUSED,
  RESOLVED,
  RESUMED,
  TIME,
  UNRESOLVED,
  UNSENT,
} from './numbers.js';
import { policyOf } from './options.js';
import { isFunction, provide } from './providers.js';
import { newRoom } from './room.js';
import { isOnline, isReturn, watchSurroundings } from './surroundings.js';

const random = take('Math', 'random');
const OPEN = 1;
const BINARY_TYPES = ['blob', 'arraybuffer'];
const CAUSES = ['closed', 'failed', 'heartbeat', 'provider'];
/** What is handed over in the place of a message where a heartbeat sends. */
const PROBE = {};

/** A function that makes the driver of an instance of ReconnectingWebSocket, its `target`. */
export const drivers = (Policy, WebSocket) => {
  const instances = new FinalizationRegistry(Policy.release_policy);

  // One closure, not a class: what its functions share gets short names, as private fields do, and needs no `this.#` before them.
  return (target, options) => {
    const handle = Policy.acquire_policy(...policyOf(options));
    /** Those that a transport was handed and may not have transmitted, then those that wait. */
    const messages = [];
    let handedCount = 0;
    /** The latest transport, also when it has ended. */
    let transport;
    let binaryType = BINARY_TYPES[0];
    /** Code and reason for it to be closed with. */
    let closing = [];
    /** Where to connect: URL and subprotocols; or what a provider has thrown. */
    let address;
    let providerError;
    let latestTicket;
    /** How the latest connection has ended: the transport's event until it is told, then ours. */
    let ending;
    let closeEvent;
    let isStarting = true;
    let isDraining = false;
    let isOverflowing = false;
    let isWatching = false;

    const driver = {
      /** The instance's event handlers, for handlers.js. */
      handlers: {},

      /** For room.js and inspection.js. */
      get transport() {
        return transport;
      },
      get isActive() {
        return !!Policy.is_active(handle);
      },
      get end() {
        return closeEvent ?? failedClose();
      },

      get url() {
        return transport?.url ?? '';
      },
      get extensions() {
        return transport?.extensions ?? '';
      },
      get protocol() {
        return transport?.protocol ?? '';
      },
      get readyState() {
        return Policy.ready_state(handle, transport?.readyState);
      },
      get bufferedAmount() {
        return Policy.buffered_amount(handle, transport?.bufferedAmount);
      },
      get attempts() {
        return Policy.attempt_count(handle, now());
      },
      get undelivered() {
        return trafficOf(Policy.count_undelivered(handle));
      },
      get binaryType() {
        return binaryType;
      },

      set binaryType(value) {
        if (!BINARY_TYPES.includes(value)) return;
        binaryType = value;
        if (transport) transport.binaryType = value;
      },

      send(data) {
        const message = keep(data);
        const length = lengthOf(message);
        look();
        const becomes = Policy.send_message(handle, length, transport?.readyState === OPEN, now());
        if (becomes === HANDED_OVER) handOver(message);
        if (becomes >= 0) {
          inspection.drop(messages.splice(handedCount, becomes));
          messages.push(message);
        }
        if (becomes === DROPPED_NEWEST || becomes === DROPPED_AFTER_CLOSE) inspection.drop([message]);
        if (becomes > 0 || becomes === REFUSED || becomes === DROPPED_NEWEST) tellOverflow();
        if (becomes === REFUSED) refuse(length);
        settle();
      },

      close(code, reason) {
        closing = checkClose(code, reason);
        tell(CLOSE);
      },

      reconnect(code, reason) {
        closing = checkClose(code, reason);
        start();
      },
    };

    const room = newRoom(driver);
    const inspection = newInspection(driver, () => messages.slice(handedCount));
    driver.sibling = { ...room, inspection };

    /** In the order of their numbers in mod.rs, from 1 on. */
    const ACTIONS = [
      ask,
      connect,
      handOverFirst,
      probe,
      closeTransport,
      drop,
      () => fire('open'),
      () => fire('error'),
      fireClose,
      fireUndelivered,
      decide,
      fireReconnecting,
      fireGiveUp,
    ];

    const setAlarm = alarm(() => {
      look();
      tell(TIME);
    });

    function start() {
      report(CONNECT + isOnline());
      if (options.signal && isAborted(options.signal)) report(ABORTED);
      drain();
    }

    function ask() {
      const { url, protocols } = options;
      const ticket = figure(0);
      const resolve = (provided) => {
        if (ticket !== latestTicket) return;
        address = provided;
        tell(RESOLVED, ticket);
      };
      latestTicket = ticket;
      providerError = new DOMException(
        'It took too long to find out where to connect: connectTimeout.',
        'TimeoutError',
      );
      if (isFunction(url) || isFunction(protocols))
        provide([url, protocols], resolve, (error) => tellUnresolved(ticket, error));
      else resolve([url, protocols]);
    }

    function tellUnresolved(ticket, error) {
      providerError = error;
      tell(UNRESOLVED, ticket);
    }

    function connect() {
      const [url, protocols] = address;
      const { closeTimeout, connectTimeout, highWaterMark } = options;
      try {
        transport = new WebSocket(url, {
          closeTimeout,
          connectTimeout,
          highWaterMark,
          protocols: protocols ?? undefined,
        });
      } catch (error) {
        if (isStarting) throw error;
        const ticket = latestTicket;
        // Not while the page is in reconnect().
        soon(() => tellUnresolved(ticket, error));
        return;
      }
      transport.binaryType = binaryType;
      listenToTransport('addEventListener');
      inspection.follow(transport);
    }

    function listenToTransport(act) {
      for (const type of ['open', 'message', 'error', 'close']) transport[act](type, hear);
    }

    function hear(event) {
      const { type } = event;
      if (type === 'message') return receive(event);
      if (type === 'error') {
        fire(type);
        return tell(ERRORED);
      }
      look();
      if (type === 'open') return tell(OPENED);
      ending = event;
      tell(ENDED);
    }

    function receive(event) {
      const { isAlive, isAnswer } = options.heartbeat;
      if (!isAlive || callSafely(() => isAlive(event), true)) tell(LIFE);
      if (!isAnswer || !callSafely(() => isAnswer(event))) dispatch(target, copyOf(event));
    }

    function handOver(message, data = message) {
      messages.splice(handedCount, 0, message);
      handedCount += 1;
      transport.send(data);
    }

    function handOverFirst() {
      transport.send(messages[handedCount++]);
    }

    function probe() {
      const { payload } = options.heartbeat;
      const data = callSafely(() => {
        const made = payload();
        return made === undefined ? made : keep(made);
      });
      if (data === undefined) return report(UNSENT);
      const isSent = transport.readyState === OPEN && Policy.count_probe(handle, lengthOf(data), now());
      if (isSent) handOver(PROBE, data);
    }

    function closeTransport() {
      transport?.close(...closing);
    }

    function drop() {
      listenToTransport('removeEventListener');
      abandon(transport);
    }

    function decide() {
      const attempt = figure(0);
      const isRefused = callSafely(() => options.shouldReconnect(closeEvent, attempt)) === false;
      tell(DECIDED + !isRefused);
    }

    function fire(type, members) {
      dispatch(target, eventWith(type, members));
    }

    function fireClose() {
      closeEvent = ending ? copyOf(ending) : failedClose();
      ending = undefined;
      dispatch(target, closeEvent);
    }

    function fireUndelivered() {
      const taken = messages.splice(0, figure(2));
      inspection.drop(taken.slice(handedCount));
      handedCount = 0;
      const data = taken.filter((message) => message !== PROBE);
      if (!data.length) return;
      const traffic = trafficOf(data.length);
      room.lose(traffic.bytes);
      fire('undelivered', { ...traffic, data });
    }

    function fireReconnecting() {
      fire('reconnecting', { attempt: figure(0), delay: figure(1), ...reason() });
    }

    function fireGiveUp() {
      fire('giveup', { attempts: figure(0), ...reason() });
    }

    function reason() {
      const cause = CAUSES[figure(2)];
      return { cause, error: cause === 'provider' ? providerError : undefined };
    }

    function tellOverflow() {
      if (isOverflowing) return;
      isOverflowing = true;
      soon(() => {
        isOverflowing = false;
        fire('overflow', { ...trafficOf(Policy.take_overflow(handle)), policy: options.overflow });
      });
    }

    function refuse(length) {
      const { maxQueuedBytes, maxQueuedMessages } = options;
      throw new DOMException(
        `There is no room for ${length} bytes: at most ${maxQueuedBytes} bytes and ${maxQueuedMessages} messages may wait.`,
        'QuotaExceededError',
      );
    }

    // What has been transmitted need not be kept.
    function look() {
      if (handedCount)
        handedCount -= messages.splice(0, Policy.handle_transmitted(handle, transport.bufferedAmount)).length;
    }

    function handleSurroundings(event) {
      const { type } = event;
      if (type === 'abort') tell(ABORTED);
      else if (type === 'online' || type === 'offline') tell(NETWORK + (type === 'online'));
      else if (isReturn(event)) tell(RESUMED);
    }

    function tell(number, ticket) {
      report(number, ticket);
      drain();
    }

    function report(number, ticket) {
      Policy.handle_report(handle, number, now(), random(), ticket);
    }

    /** What goes with the latest action. */
    function figure(index) {
      return Policy.read_figure(handle, index);
    }

    /** So many messages, and their bytes, which the policy has left as a figure. */
    function trafficOf(messages) {
      return { messages, bytes: figure(0) };
    }

    // What a listener calls meanwhile is done when the listeners are through: by the drain that is going on.
    function drain() {
      if (isDraining) return;
      isDraining = true;
      try {
        for (let action; (action = Policy.poll_action(handle)); ) act(ACTIONS[action - 1]);
      } finally {
        isDraining = false;
      }
      settle();
    }

    // What throws leaves no other action undone. The constructor throws what its own connection does.
    function act(action) {
      if (isStarting) action();
      else callSafely(action);
    }

    function settle() {
      setAlarm(Policy.next_deadline(handle));
      room.look();
      const { isActive } = driver;
      if (isActive === isWatching) return;
      isWatching = isActive;
      watchSurroundings(isActive ? 'addEventListener' : 'removeEventListener', options.signal, handleSurroundings);
    }

    instances.register(driver, handle);
    if (!options.startClosed) start();
    isStarting = false;
    return driver;
  };
};
