// Numbers and times as the page writes them, and the one way it makes elements.

const number = new Intl.NumberFormat('en');
const clock = new Intl.DateTimeFormat('en-GB', {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  fractionalSecondDigits: 3,
});

/** 65536 as "65,536". */
export const formatNumber = (value) => number.format(value);

/** Milliseconds since the epoch as local "14:03:07.125". */
export const formatTime = (time) => clock.format(time);

/** Writes a text only if it differs: a selection in it stays, and WebKit does not lose a click that has begun on it. */
export function setText(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

/** An element with these properties and children; text becomes text, never markup. */
export function element(name, properties = {}, ...children) {
  const node = Object.assign(document.createElement(name), properties);
  node.append(...children);
  return node;
}
