// The arguments of observe().
import { toLimit } from '../convert/members.js';
import { TypeError } from '../platform/captured.js';

/** The callbacks and the options, undefined if they are not given; throws a TypeError if one cannot be converted. */
export const toSettings = (given, options) => ({
  created: toFunction(given, 'created'),
  opened: toFunction(given, 'opened'),
  sent: toFunction(given, 'sent'),
  received: toFunction(given, 'received'),
  closed: toFunction(given, 'closed'),
  content: !!options?.content,
  filter: toFunction(options, 'filter'),
  sample: toLimit(options, 'sample', 1),
  isActive: true,
});

const toFunction = (dictionary, name) => {
  const value = dictionary?.[name];
  if (value === undefined || typeof value === 'function') return value;
  throw new TypeError(`observe(): ${name} must be a function.`);
};
