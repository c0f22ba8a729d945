import { newDraft } from '../../model/payload.js';

const drafts = new WeakMap();

/** The draft of a session. It stays while other tabs are selected. */
export function draftOf(session) {
  if (!drafts.has(session)) drafts.set(session, newDraft());
  return drafts.get(session);
}
