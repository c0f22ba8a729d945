/** Warns the developer by the console of the moment. A page may have none, or one that throws. */
export const warn = (...what) => {
  try {
    console.warn(...what);
  } catch {
    // Nobody can be told.
  }
};
