// The comparison of two runs of one script.
import { align } from './align.js';

/**
 * The rows of two runs (see run.js), as `{ line, source, kind, ours, native, differs }`: one for each command, with what became
 * of it, and below it those of the events that came until the next one, of which either may be null. `kind` is 'call' or 'event'.
 *
 * Words of error messages are each class's own, and are not compared.
 */
export function differencesOf(ours, native) {
  return ours.flatMap(({ line, source, result, events }, index) => {
    const other = native[index];
    const call = {
      line,
      source,
      kind: 'call',
      ours: result,
      native: other.result,
      differs: result.text !== other.result.text,
    };
    const rows = align(events, other.events, likeness).map(([own, its]) => ({
      line,
      source,
      kind: 'event',
      ours: own,
      native: its,
      differs: own?.text !== its?.text,
    }));
    return [call, ...rows];
  });
}

/** Equal events go together before all, then those of one type: a close with another code stands beside the close. */
function likeness(own, its) {
  if (own.text === its.text) return 3;
  return own.type === its.type ? 1 : 0;
}
