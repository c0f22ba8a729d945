// What tells a browser from its imitations: other runtimes, and the DOMs of test tools.

import { isNative } from '../host/host.js';
import { find, setTimeout } from '../platform/captured.js';
import { isFunction } from './providers.js';

/** The browser's own `setTimeout`; undefined if somebody else has made it. Its timers keep no process alive, and no test counts or drives them. */
export const browsersTimeout =
  find('location') && isFunction(setTimeout) && isNative(setTimeout, 'function setTimeout(') ? setTimeout : undefined;
