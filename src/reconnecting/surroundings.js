// What is told of the network and of the page, if there is one.

import { whenAborted } from '../class/signal.js';
import { document, find } from '../platform/captured.js';
import { each, Members } from './lists.js';

const navigator = find('navigator');

/** Whether the browser says that it is online; true if it says nothing. */
export const isOnline = () => navigator?.onLine !== false;

/** Whether the page is prerendered: nobody sees it yet, and perhaps nobody ever will. */
export const isPrerendered = () => !!document?.prerendering;

/** Whether nobody can see the page. */
export const isHidden = () => document?.visibilityState === 'hidden';

/** What is listened to. */
const SOURCES = [
  [globalThis, 'online'],
  [globalThis, 'offline'],
  [globalThis, 'pageshow'],
  [document, 'visibilitychange'],
  [document, 'prerenderingchange'],
  // The page was frozen: Chromium does not fire `visibilitychange` for one that stays hidden.
  [document, 'resume'],
];

/** Who listens. All of them by one listener, which stays: to add and remove it costs Chromium as much as a connection. */
let watches;

const handle = (event) => watches.each(({ listener }) => listener.handleSurroundings(event));

/** Tells a listener from now on, by `handleSurroundings` and `abort`; returns this watch, for `unwatch`. */
export const watch = (listener, signal) => {
  if (!watches) each(SOURCES, ({ 0: target, 1: type }) => target?.addEventListener?.(type, handle));
  watches ??= new Members();
  const watch = { listener, ignoreSignal: signal && whenAborted(signal, () => listener.abort()) };
  watches.add(watch);
  return watch;
};

export const unwatch = (watch) => {
  watches.remove(watch);
  watch.ignoreSignal?.();
};

/** Whether the page can be seen again, or is activated. */
export const isReturn = ({ type }) => type === 'prerenderingchange' || (type === 'visibilitychange' && !isHidden());

/** Whether the page goes on after it was kept while another was seen, or frozen. */
export const isRestore = ({ type, persisted }) => type === 'resume' || (type === 'pageshow' && persisted);
