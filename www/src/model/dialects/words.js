// What the dialects share: values out of JSON, and pieces of sentences.

/** The value of a JSON text; undefined if it is none. */
export function jsonOf(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Whether a value of JSON is an object, and no list. */
export const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);

/** A name out of a message, in quotation marks; its beginning if it is long. */
export function quoted(value) {
  const text = String(value);
  return `“${text.length > MOST_QUOTED ? `${text.slice(0, MOST_QUOTED)}…` : text}”`;
}

/** A number with its unit: `1 byte`, `2 bytes`. */
export const counted = (count, unit) => `${count} ${count === 1 ? unit : `${unit}s`}`;

/** Sentences out of those parts that are there. */
export const joined = (...parts) => parts.filter(Boolean).join(', ');

const MOST_QUOTED = 60;
