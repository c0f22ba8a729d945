// How a program names what the server does. Used by the page, too.

/** What the interpreter's own messages start with: the server sends them back, but does not count them. */
export const MARKER = '\0marker ';

/** The `after` of an act that waits until neither the page nor the server has anything left to say. */
export const IDLE = 'idle';

/** The path and query of a target: `{ path, ...parameters }`, where /play's `script` is a list of acts. */
export function targetPath({ path, answers, ...parameters }) {
  const given = path === '/play' ? { aside: MARKER, ...parameters } : parameters;
  const pairs = Object.entries(given).map(
    ([name, value]) => `${name}=${encodeURIComponent(typeof value === 'string' ? value : JSON.stringify(value))}`,
  );
  return pairs.length > 0 ? `${path}?${pairs.join('&')}` : path;
}
