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

/** The functions of platform/captured.js, and one of convert/values.js, by which a module takes a part of the platform when it is evaluated. */
const TAKING = new Set(['find', 'findGetter', 'gettersOf', 'ownerOf', 'take', 'takeGetter', 'takeMethod']);

/**
 * Rollup's plugin that marks their calls as pure, so that a part that nothing in the tab uses is left out. A call for a missing part notes
 * that it is missing, and a tab does not miss a part that it does not use.
 */
export const unusedParts = {
  name: 'unused-parts-of-the-platform',
  transform(code) {
    const starts = this.parse(code).body.flatMap(takingCalls);
    const marked = starts.reduceRight((text, at) => `${text.slice(0, at)}/*#__PURE__*/ ${text.slice(at)}`, code);
    // Each line stays where it was.
    return { code: marked, map: null };
  },
};

/** Where the calls begin that give a constant of a module its value. */
function takingCalls(statement) {
  const { declarations = [] } = statement.declaration ?? statement;
  return declarations.flatMap(({ init }) => callsIn(init));
}

/** The outer call, and those in its arguments, such as that of `ownerOf(find('Blob')?.prototype, 'size')`. */
function callsIn(node) {
  if (node?.type === 'CallExpression' && TAKING.has(node.callee.name))
    return [node.start, ...node.arguments.flatMap(callsIn)];
  // `a?.b`, then `a.b`.
  const inner = node?.expression ?? node?.object;
  return inner ? callsIn(inner) : [];
}
