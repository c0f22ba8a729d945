// The life of a page: when it goes, when it is back, whether somebody sees it. A page that is kept (in the back/forward cache, frozen)
// must not be told anything, or the browser drops it.

import { find } from '../platform/captured.js';
import { each } from '../reconnecting/lists.js';
import { listen, unlisten } from './events.js';
import { SAYS_ASKS, SAYS_HIDDEN, SAYS_HIDES, SAYS_LEAVE, SAYS_VISIBLE } from './words.js';

const document = find('document');

/** Whether somebody can see the page; true for what is no page. */
export const isVisible = () => document?.visibilityState !== 'hidden';

const wordOf = ({ type, persisted }) => {
  if (type === 'pagehide') return persisted ? SAYS_HIDES : SAYS_LEAVE;
  if (type === 'pageshow') return persisted ? SAYS_ASKS : undefined;
  if (type === 'freeze') return SAYS_HIDES;
  if (type === 'resume') return SAYS_ASKS;
  return isVisible() ? SAYS_VISIBLE : SAYS_HIDDEN;
};

const EVENTS = [
  [globalThis, 'pagehide'],
  [globalThis, 'pageshow'],
  [document, 'freeze'],
  [document, 'resume'],
  [document, 'visibilitychange'],
];

/** Calls a function with what the worker has to be told, until what is returned is called. */
export const watchLife = (say) => {
  const handle = (event) => {
    const word = wordOf(event);
    if (word !== undefined) say(word);
  };
  const all = (act) => each(EVENTS, ({ 0: target, 1: type }) => document && act(target, type, handle, true));
  all(listen);
  return () => all(unlisten);
};
