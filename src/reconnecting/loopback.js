// Servers on the same machine, which no network has to be there for.

import { apply, take, takeGetter, URL } from '../platform/captured.js';

const hostname = takeGetter('URL', 'hostname');
const startsWith = take('String', 'startsWith');
const endsWith = take('String', 'endsWith');

/** Whether the host of a URL is the machine itself: `localhost` and what is below it, 127.0.0.0/8 and ::1. */
export const isLoopback = (url) => {
  try {
    const host = hostname(new URL(url));
    const isName = host === 'localhost' || apply(endsWith, host, ['.localhost']);
    return isName || host === '[::1]' || apply(startsWith, host, ['127.']);
  } catch {
    return false;
  }
};
