// Firefox holds back a connection to a server to which connections have failed. Nothing tells when it begins, so a timeout allows for it.

import { apply, find, take } from '../platform/captured.js';

const includes = take('String', 'includes');
const min = take('Math', 'min');

/** Other engines say "like Gecko". */
const isFirefox = apply(includes, `${find('navigator')?.userAgent}`, ['Gecko/']);
/** What Firefox holds back at most after the first failure, in milliseconds; the factor of each other; and the most. */
const FIRST = 400;
const GROWTH = 1.5;
const MOST = 60_000;

/** For how long the browser may hold back an attempt to connect again, by how many in a row it is. */
export const heldBackFor = (attempt) => (isFirefox && attempt > 0 ? min(FIRST * GROWTH ** (attempt - 1), MOST) : 0);
