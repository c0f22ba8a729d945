// Lists for functions of the platform, which iterate over them: by a method of their own, as a page may have replaced that of arrays.

import { iterator } from '../platform/captured.js';

/** A list of one thing. */
export const only = (value) => ({
  [iterator]: () => {
    let count = 0;
    return { next: () => ({ done: count++ > 0, value }) };
  },
});

/** What has the values of a list; it can be iterated over again and again. */
export const listed = (list) => ({
  __proto__: null,
  [iterator]: () => {
    let index = 0;
    const take = () => ({ done: false, value: list[index++] });
    return { next: () => (index < list.length ? take() : { done: true, value: undefined }) };
  },
});
