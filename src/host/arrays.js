// Arrays for hosts that a script has written.
import { defineProperty, iterator } from '../platform/captured.js';

/** An array of these strings. It is iterated over by a method of its own, as a page may have replaced the built-in one. */
export const toArray = (strings) => {
  const array = [];
  const { length } = strings;
  const define = (key, value, enumerable) =>
    defineProperty(array, key, { __proto__: null, value, enumerable, writable: true, configurable: true });
  for (let index = 0; index < length; index += 1) define(index, strings[index], true);
  define(
    iterator,
    () => {
      let index = 0;
      const next = () =>
        index < length ? { __proto__: null, done: false, value: strings[index++] } : { __proto__: null, done: true };
      return { __proto__: null, next };
    },
    false,
  );
  return array;
};
