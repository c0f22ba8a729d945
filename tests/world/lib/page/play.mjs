// What the page of an app runs, whatever has built it: the class and the server are in the query of its URL.
import { connections } from '../checks/connections.mjs';
import { outcomesOf } from '../checks.mjs';

export function play(load) {
  const world = Object.fromEntries(new URLSearchParams(location.search));
  globalThis.outcomes = outcomesOf('connections', connections, { ...world, load });
}
