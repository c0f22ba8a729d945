// What `drained()` waits for on a ReconnectingWebSocket: its queue, and what its connection has not transmitted.
import { drained, errorOfEnd, settleWaiters } from '../class/drained.js';
import { addTo, newList } from '../convert/values.js';
import { READY_STATE_OPEN, ROOM_ENOUGH, ROOM_NEVER, ROOM_NOT_YET } from './numbers.js';

/** `state` tells of the instance: also whether it is active, its latest connection, and how that has ended. */
export const newRoom = (state) => {
  let waiters = newList();
  /** What the connection's buffer is waited for to fall to; -1 if it is not. */
  let awaited = -1;

  const roomFor = (below) => {
    const { bufferedAmount, isActive } = state;
    if (isActive) return bufferedAmount <= below ? ROOM_ENOUGH : ROOM_NOT_YET;
    return bufferedAmount ? ROOM_NEVER : ROOM_ENOUGH;
  };

  const settle = (roomFor, error) => {
    const { rest, highest } = settleWaiters(waiters, roomFor, error);
    waiters = rest;
    return highest;
  };

  const room = {
    roomFor,
    bufferedAmount: () => state.bufferedAmount,

    add: (waiter) => addTo(waiters, waiter),

    /** Settles who need not wait any longer; after the end, all. */
    look() {
      if (!waiters.length) return;
      const { bufferedAmount, isActive, socket } = state;
      const highest = settle(roomFor, isActive ? undefined : errorOfEnd(state.end, bufferedAmount));
      if (highest < 0 || socket?.readyState !== READY_STATE_OPEN) return;
      // The rest is in the queue, which an event of the connection sets going.
      const below = highest - (bufferedAmount - socket.bufferedAmount);
      if (below > awaited) awaitSocket(socket, below);
    },

    /** So many bytes of a connection that has ended were not transmitted, and never will be. */
    lose(bytes) {
      if (waiters.length) settle(() => ROOM_NOT_YET, errorOfEnd(state.end, bytes));
    },
  };

  const awaitSocket = async (socket, below) => {
    awaited = below;
    try {
      await drained(socket, { below });
    } catch {
      // It has ended.
    }
    awaited = -1;
    room.look();
  };

  return room;
};
