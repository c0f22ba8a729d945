// What is told of the network and of the page, where there is a page.

import { find } from '../platform/captured.js';

const document = find('document');

/** Whether the browser says that it is online; true where it says nothing. */
export const isOnline = () => find('navigator')?.onLine !== false;

/** What is listened to. */
const SOURCES = [
  [globalThis, 'online'],
  [globalThis, 'offline'],
  [globalThis, 'pageshow'],
  [document, 'visibilitychange'],
];

/** Starts and ends listening: `act` is one of these two names; `signal` is listened to where there is one. */
export const watchSurroundings = (act, signal, listener) => {
  for (const [target, type] of [...SOURCES, [signal, 'abort']]) target?.[act]?.(type, listener);
};

/** Whether the page can be seen again, or was brought back. */
export const isReturn = ({ type, persisted }) =>
  type === 'pageshow' ? persisted : document.visibilityState === 'visible';
