// The arguments of observe().
import { toLimit } from '../convert/members.js';
import { TypeError } from '../platform/captured.js';

/** The callbacks, by what is counted (inspector.js), and the options; throws a TypeError if one cannot be converted. */
export const toSettings = (given, options) => ({
  callbacks: {
    __proto__: null,
    created: toFunction(given, 'created'),
    open: toFunction(given, 'opened'),
    send: toFunction(given, 'sent'),
    message: toFunction(given, 'received'),
    close: toFunction(given, 'closed'),
  },
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
