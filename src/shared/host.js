// What a tab needs of `host/host.js`, which it does not load (scripts/lib/bundle.mjs): a tab has no socket of the browser.

import { find, findGetter, has, takeGetter, takeMethod, URL } from '../platform/captured.js';

const startsWith = takeMethod('String', 'startsWith');
const href = takeGetter('URL', 'href');
const baseURI = findGetter('Node', 'baseURI');
const document = find('document');
const isPage = baseURI && has(baseURI, document);

/** The size of a Blob; throws for anything else. */
export const blobSize = takeGetter('Blob', 'size');

/** Whether a signal is aborted; throws if it is no signal. */
export const isAborted = takeGetter('AbortSignal', 'aborted');

/** The serialised URL, parsed against the API base URL; undefined if it cannot be parsed. */
export const parseUrl = (input) => {
  const isAbsolute = startsWith(input, 'ws://') || startsWith(input, 'wss://');
  const base = isAbsolute ? undefined : isPage ? baseURI(document) : find('location')?.href;
  try {
    return href(base === undefined ? new URL(input) : new URL(input, base));
  } catch {
    return undefined;
  }
};
