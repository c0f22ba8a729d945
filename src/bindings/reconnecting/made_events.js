// Events that a script makes.

/** An event with these members. */
export const eventWith = (type, members) => Object.assign(new Event(type), members);

/** One that can be dispatched again: it has the class and the members of another. */
export const copyOf = (event) => new event.constructor(event.type, event);

/** How a connection ends that fails; Node 20 and 22 have no class for it. */
export const failedClose = () => (globalThis.CloseEvent ? new CloseEvent('close', { code: 1006 }) : eventWith('close', { code: 1006, reason: '', wasClean: false }));

/** Calls a function of the page; what it throws is reported as it is for a listener. */
export const callSafely = (call, otherwise) => {
  try {
    return call();
  } catch (error) {
    queueMicrotask(() => { throw error; });
    return otherwise;
  }
};
