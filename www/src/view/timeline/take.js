// Copies to the clipboard, and downloads.
import { element } from '../format.js';

/**
 * Puts a text, or what a promise of one brings, into the clipboard; rejects if the browser forbids it. It has to be called
 * while a click or a key is handled: WebKit lets nobody copy later.
 */
export async function copy(text) {
  const blob = Promise.resolve(text).then((value) => new Blob([value], { type: 'text/plain' }));
  if (navigator.clipboard) return navigator.clipboard.write([new ClipboardItem({ 'text/plain': blob })]);
  // Pages of http, not on this machine, have no other way.
  return copyOldWay(await text);
}

function copyOldWay(text) {
  const field = element('textarea', { value: text, className: 'visually-hidden' });
  const focused = /** @type {HTMLElement} */ (document.activeElement);
  document.body.append(field);
  field.select();
  const isCopied = document.execCommand('copy');
  field.remove();
  focused?.focus({ preventScroll: true });
  if (!isCopied) throw new DOMException('the browser does not allow this page to copy', 'NotAllowedError');
}

/** Downloads a Blob under this name. */
export function save(blob, name) {
  const url = URL.createObjectURL(blob);
  element('a', { href: url, download: name }).click();
  // The download has begun with the next task, but nothing says when: it is a name, not the bytes, that is kept until then.
  setTimeout(() => URL.revokeObjectURL(url), KEPT_MS);
}

/** A Blob of pieces that come one by one. */
export async function collected(pieces, type) {
  const parts = [];
  for await (const piece of pieces) parts.push(piece);
  return new Blob(parts, { type });
}

const KEPT_MS = 60_000;
