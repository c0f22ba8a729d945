// How the scripts of parts use those of the core, which is a file of its own beside them: esbuild's plugins for both sides.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { GLUE } from './compile.mjs';
import { ROOT } from './run.mjs';

const CORE = join(ROOT, 'src/package/core.js');
/** What stands before the exports of core.js that only parts use. */
const FOR_PARTS = '// For the entries beside this one.\n';
const REEXPORT = /^export \{ (.*) \} from/gm;
const FROM_CORE = /^ *import \{ (.*) \} from '(?:\.\.\/\w+\.js|\.\/core\.js|package-core)';/gm;

/** For the core: it exports what only parts use by a letter each. */
export const coreForParts = {
  name: 'core-for-parts',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]package[\\/]core\.js$/ }, () => {
      const { before, exports } = coreScript();
      const letters = letterOf(exports);
      return { contents: before + exports.replaceAll(REEXPORT, (_, names) => `export { ${renamed(names.split(', '), (name) => `${name} as ${letters(name)}`)} } from`) };
    });
  },
};

/** For a part: all that its scripts import from the core is one statement, as neither bundler makes one of several. */
export const coreOfPart = (part) => ({
  name: 'core-of-part',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^(\.\.\/\w+\.js|\.\/core\.js|package-core)$/ }, ({ namespace }) => (
      namespace === 'file' ? { path: 'core', namespace: 'core-of-part' } : undefined
    ));
    onLoad({ filter: /.*/, namespace: 'core-of-part' }, () => {
      const letters = letterOf(coreScript().exports);
      return { contents: `export { ${renamed(importsOfPart(part), (name) => `${letters(name)} as ${name}`)} } from 'package-core';` };
    });
  },
});

function coreScript() {
  const [before, exports] = readFileSync(CORE, 'utf8').split(FOR_PARTS);
  return { before, exports };
}

// What all entries use keeps its name.
function letterOf(exports) {
  const names = namesIn(exports, REEXPORT);
  return (name) => (names.includes(name) ? String.fromCharCode('a'.charCodeAt(0) + names.indexOf(name)) : name);
}

function importsOfPart(part) {
  const folder = join(ROOT, 'src/bindings', part);
  const files = [join(ROOT, 'src/package', `${part}.js`), join(GLUE, `${part}.js`), ...readdirSync(folder).map((file) => join(folder, file))];
  return Array.from(new Set(files.flatMap((file) => namesIn(readFileSync(file, 'utf8'), FROM_CORE))));
}

const namesIn = (script, pattern) => Array.from(script.matchAll(pattern), ([, names]) => names.split(', ')).flat();

const renamed = (names, rename) => names.map(rename).join(', ');
