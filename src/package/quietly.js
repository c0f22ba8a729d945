import { warn } from '../platform/warn.js';

/** Does something to the global. If it throws, the global stays as it is, and one warning says why. Never throws. */
export const quietly = (act) => {
  try {
    act();
  } catch ({ message }) {
    warn(`${message} The global stays as it is.`);
  }
};
