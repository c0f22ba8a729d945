// Events that a script makes.

/** Node 20 and 22 have none. */
const CloseEvent = globalThis.CloseEvent ?? class CloseEvent extends Event {
  constructor(type, init) {
    super(type);
    Object.assign(this, { code: 0, reason: '', wasClean: false, ...init });
  }
};

/** An event with these members. */
export const eventWith = (type, members) => Object.assign(new Event(type), members);

/** One that can be dispatched again: it has the class and the members of another. */
export const copyOf = (event) => new event.constructor(event.type, event);

/** How a connection ends that fails. */
export const failedClose = () => new CloseEvent('close', { code: 1006 });

/** Reports what a function of the page has thrown, as it is reported for a listener. */
export const report = (error) => queueMicrotask(() => { throw error; });
