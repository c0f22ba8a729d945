// All items, in the order of the sections: one or more tests for each numbered requirement.
import { shape } from './shape.mjs';
import { close } from './close.mjs';

/** `{ id, also, title, run }`: the number of the requirement, others that the same test covers, a sentence, the test. */
export const items = [
  ...shape,
  ...close,
];
