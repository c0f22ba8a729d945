/** Does something to the global. If it throws, the global stays as it is, and one warning says why. Never throws. */
export const quietly = (act) => {
  try {
    act();
  } catch ({ message }) {
    try {
      console.warn(`${message} The global stays as it is.`);
    } catch {
      // There is no console, or one that throws.
    }
  }
};
