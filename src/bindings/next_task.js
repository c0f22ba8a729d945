// The next task, for hosts that a script has written. Not by a timer: a test may have faked all of them before this is imported.
import { soon } from './clock.js';

const { MessageChannel } = globalThis;

/** Acts in a task of its own; in a microtask if the platform has nothing that makes tasks. */
export const inNextTask = (act) => {
  if (!MessageChannel) return soon(act);
  const { port1, port2 } = new MessageChannel();
  // Open ports keep a process alive.
  port1.onmessage = () => {
    port1.close();
    act();
  };
  return port2.postMessage(0);
};
