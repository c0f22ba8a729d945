// What an Inspector shows of a ReconnectingWebSocket: all of its connections since it was attached, and what waits between them.
import { inspect } from '../class/inspector.js';
import { each } from './lists.js';
import { lengthOf } from './messages.js';

const sum = (first, second) => ({ messages: first.messages + second.messages, bytes: first.bytes + second.bytes });
const NONE = { messages: 0, bytes: 0 };
const NOTHING = { sent: NONE, received: NONE, dropped: NONE, queued: NONE, openSince: null, close: null };

/** How many messages these are, and their bytes. */
const trafficOf = (messages) => {
  let traffic = NONE;
  each(messages, (message) => {
    traffic = sum(traffic, { messages: 1, bytes: lengthOf(message) });
  });
  return traffic;
};

/** `state` tells of the instance. */
export const newInspection = (state) => {
  let count = 0;
  /** Of the latest connection, and the figures of those before. */
  let inspector;
  let past;

  const total = () => {
    const { sent, received, dropped, queued, openSince, close } = inspector?.snapshot() ?? NOTHING;
    return {
      sent: sum(past.sent, sent),
      received: sum(past.received, received),
      dropped: sum(past.dropped, dropped),
      queued,
      openSince,
      close: close ?? past.close,
    };
  };

  return {
    start() {
      count += 1;
      if (count > 1) return;
      past = NOTHING;
      this.follow(state.socket);
    },

    stop() {
      count -= 1;
      if (count === 0) inspector?.detach();
    },

    /** There is another connection. */
    follow(socket) {
      if (count === 0) return;
      past = total();
      inspector?.detach();
      inspector = socket && inspect(socket);
    },

    /** These messages will never be handed to a connection. */
    drop(messages) {
      if (count) past = { ...past, dropped: sum(past.dropped, trafficOf(messages)) };
    },

    snapshot() {
      const { readyState, url, protocol, bufferedAmount } = state;
      const figures = total();
      return {
        readyState,
        url,
        protocol,
        bufferedAmount,
        ...figures,
        queued: sum(figures.queued, state.queued),
      };
    },
  };
};
