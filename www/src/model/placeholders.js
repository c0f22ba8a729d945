// What stands for something else in a text: {{n}} and the like, filled in when the text is sent.

const PLACEHOLDER = /\{\{(n|now|iso|uuid)\}\}/g;
const NUMBERS = ['n', 'now'];

/** The text with its placeholders filled in for a message: the `n`-th, sent at `now`, in milliseconds since the epoch. */
export function fillIn(text, { n, now = Date.now(), uuid = () => crypto.randomUUID() }) {
  return text.replace(PLACEHOLDER, (_, name) => VALUES[name]({ n, now, uuid }));
}

/** The text with something as long in the place of each placeholder, which can stand where the value can: offsets stay what they are. */
export function standIn(text) {
  return text.replace(PLACEHOLDER, (placeholder, name) =>
    (NUMBERS.includes(name) ? '1' : 'x').repeat(placeholder.length),
  );
}

/** Whether there is anything to fill in. */
export function hasPlaceholders(text) {
  return text.search(PLACEHOLDER) >= 0;
}

const VALUES = {
  n: ({ n }) => String(n),
  now: ({ now }) => String(Math.floor(now)),
  iso: ({ now }) => new Date(now).toISOString(),
  uuid: ({ uuid }) => uuid(),
};
