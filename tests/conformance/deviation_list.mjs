// How deviations that have one reason are written down.

/** A deviation for each of these titles of an item. */
export const items = (id, titles, rest) => titles.map((title) => ({ id, title, ...rest }));
