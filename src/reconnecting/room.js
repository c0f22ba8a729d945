// What `drained()` waits for on a ReconnectingWebSocket: its queue, and what its connection has not transmitted.
import { drained, ENOUGH, errorOfEnd, NEVER, NOT_YET, settleWaiters } from '../class/drained.js';
import { addTo, newList } from '../convert/values.js';

const OPEN = 1;

/** `driver` tells of the instance: also whether it is active, its latest connection, and how that has ended. */
export const newRoom = (driver) => {
  let waiters = newList();
  /** What the connection's buffer is waited for to fall to; -1 if it is not. */
  let awaited = -1;

  const roomFor = (below) => {
    const { bufferedAmount, isActive } = driver;
    if (isActive) return bufferedAmount <= below ? ENOUGH : NOT_YET;
    return bufferedAmount ? NEVER : ENOUGH;
  };

  const settle = (roomFor, error) => {
    const { rest, highest } = settleWaiters(waiters, roomFor, error);
    waiters = rest;
    return highest;
  };

  const room = {
    roomFor,
    bufferedAmount: () => driver.bufferedAmount,

    add: (waiter) => addTo(waiters, waiter),

    /** Settles who need not wait any longer; after the end, all. */
    look() {
      if (!waiters.length) return;
      const { bufferedAmount, isActive, transport } = driver;
      const highest = settle(roomFor, isActive ? undefined : errorOfEnd(driver.end, bufferedAmount));
      if (highest < 0 || transport?.readyState !== OPEN) return;
      // The rest is in the queue, which an event of the connection sets going.
      const below = highest - (bufferedAmount - transport.bufferedAmount);
      if (below > awaited) awaitTransport(transport, below);
    },

    /** So many bytes of a connection that has ended were not transmitted, and never will be. */
    lose(bytes) {
      if (waiters.length) settle(() => NOT_YET, errorOfEnd(driver.end, bytes));
    },
  };

  const awaitTransport = async (transport, below) => {
    awaited = below;
    try {
      await drained(transport, { below });
    } catch {
      // It has ended.
    }
    awaited = -1;
    room.look();
  };

  return room;
};
