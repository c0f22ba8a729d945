// A tab of `/shared` or `/worker` has no socket of the browser: what it imports of the class is cut to what a tab uses.
import { join } from 'node:path';
import { ROOT } from './run.mjs';

const source = (name) => join(ROOT, 'src', name);

/** By module: the one that a tab has in its place. It exports what a tab uses, under the same names. */
const REPLACEMENTS = {
  [source('host/host.js')]: source('shared/host.js'),
  [source('convert/utf8.js')]: source('shared/utf8.js'),
};

/** Rollup's plugin that takes the replacement, whoever imports the module. */
export const replacements = {
  name: 'replacements-for-a-tab',
  async resolveId(name, importer, options) {
    const resolved = await this.resolve(name, importer, options);
    return (resolved && REPLACEMENTS[resolved.id]) ?? resolved;
  },
};

/**
 * The functions of platform/captured.js, and one of convert/values.js, that a module calls for a constant of its own. Rollup leaves the call
 * out if nothing in a tab uses the constant. They note a missing part, and a tab does not miss a part that it does not use.
 */
export const PURE_FUNCTIONS = [
  'find',
  'findGetter',
  'getterOf',
  'gettersOf',
  'methodOf',
  'ownerOf',
  'take',
  'takeGetter',
  'takeMethod',
];
