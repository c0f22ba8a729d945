// Placeholders in a text, {{n}} and the like, which get their values when the text is sent.

const PLACEHOLDER = /\{\{(n|now|iso|uuid)\}\}/g;
const NUMBERS = ['n', 'now'];

/** The text with its placeholders filled in for a message: the `n`-th, sent at `now`, in milliseconds since the epoch. */
export function fillIn(text, { n, now = Date.now(), uuid = () => crypto.randomUUID() }) {
  return text.replace(PLACEHOLDER, (_, name) => VALUES[name]({ n, now, uuid }));
}

/** The text with a stand-in of the same length for each placeholder, valid at the same place: offsets stay valid. */
export function standIn(text) {
  return text.replace(PLACEHOLDER, (placeholder, name) =>
    (NUMBERS.includes(name) ? '1' : 'x').repeat(placeholder.length),
  );
}

/** Whether the text has placeholders. */
export function hasPlaceholders(text) {
  return text.search(PLACEHOLDER) >= 0;
}

const VALUES = {
  n: ({ n }) => String(n),
  now: ({ now }) => String(Math.floor(now)),
  iso: ({ now }) => new Date(now).toISOString(),
  uuid: ({ uuid }) => uuid(),
};
