// Classes that are built on our sockets, and the members by which `drained()` and `inspect()` take their instances.

/**
 * The members of an instance: `{ roomFor, bufferedAmount, add, look, inspection }`; undefined for any other value.
 *
 * @type {(value: any) => any}
 */
export let siblingOf = (_value) => undefined;

/** Takes the function that finds them. */
export const useSiblings = (find) => {
  siblingOf = find;
};
