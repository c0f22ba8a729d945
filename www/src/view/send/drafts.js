import { newDraft } from '../../model/payload.js';

const drafts = new WeakMap();

/** What is being written for a session: it stays while other tabs are selected. */
export function draftOf(session) {
  if (!drafts.has(session)) drafts.set(session, newDraft());
  return drafts.get(session);
}
