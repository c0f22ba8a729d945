// Calls what an observer has given.
import { find } from '../platform/captured.js';
import { warn } from '../platform/warn.js';

/** Node has none, and would end the process if an error was thrown in a task of its own. */
const reportError = find('reportError') ?? warn;

/** Returns what a function returns. If it throws, that is reported as an error of a listener is, and undefined is returned. */
export const call = (callback, value, socket) => {
  try {
    return callback(value, socket);
  } catch (error) {
    reportError(error);
    return undefined;
  }
};
