// Lists for functions of the platform, which iterate over them: by a method of their own, as a page may have replaced that of arrays.

import { iterator } from '../platform/captured.js';

/** A list of one thing. */
export const only = (value) => ({
  [iterator]: () => {
    let count = 0;
    return { next: () => ({ done: count++ > 0, value }) };
  },
});
