/** A function that returns what `make` returns, or throws what it throws, the same at every call. */
export const once = (make) => {
  let result;
  return () => {
    if (!result) {
      try {
        result = { value: make() };
      } catch (error) {
        result = { error };
      }
    }
    if (result.error) throw result.error;
    return result.value;
  };
};
