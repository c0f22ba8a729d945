// Firefox holds back a connection to a server to which connections have failed. Nothing tells when it begins, so a timeout allows for it.

import { apply, find, take } from '../platform/captured.js';

const includes = take('String', 'includes');
const min = take('Math', 'min');

/** Other engines say "like Gecko". */
let isFirefox = false;
try {
  isFirefox = apply(includes, `${find('navigator')?.userAgent}`, ['Gecko/']);
} catch {
  // A page that hides what it runs in.
}
/** What Firefox holds back at most after the first failure, in milliseconds; the factor of each other; and the most. */
const FIRST = 400;
const GROWTH = 1.5;
const MOST = 60_000;

/** For how long the browser may hold back the attempt of an instance that this is the state of. */
export const heldBackFor = (state) => {
  const attempts = isFirefox ? state.attempts : 0;
  return attempts > 0 ? min(FIRST * GROWTH ** (attempts - 1), MOST) : 0;
};
