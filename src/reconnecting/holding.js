// Firefox holds back a connection to a server to which connections have failed. Nothing tells when it begins, so the policy allows for it.

import { apply, find, take } from '../platform/captured.js';

const includes = take('String', 'includes');

/** Whether the browser does that. Other engines say "like Gecko". */
export let holdsBack = false;
try {
  holdsBack = apply(includes, `${find('navigator')?.userAgent}`, ['Gecko/']);
} catch {
  // A page that hides what it runs in.
}
