// What modules of the package do by functions that a page can replace, when a function of theirs runs: found in their text.
import { readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import ts from 'typescript-5';

const OPTIONS = {
  allowJs: true,
  checkJs: true,
  noEmit: true,
  types: [],
  lib: ['lib.esnext.d.ts'],
  target: ts.ScriptTarget.ESNext,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
};
/** Those of arrays: if the compiler does not know whose a method is, it is theirs. */
const OF_ARRAYS = new Set(Object.getOwnPropertyNames(Array.prototype));

/**
 * A sorted list of lines, `MODULE: CODE`, for the scripts in these folders of `root`: what iterates, as the iterators of arrays are the
 * page's, and calls of methods that are built in.
 */
export function replaceableIn(root, folders) {
  const files = folders
    .flatMap((folder) => readdirSync(join(root, folder), { recursive: true }).map((file) => join(root, folder, file)))
    .filter((file) => /\.m?js$/.test(file));
  const program = ts.createProgram(files, OPTIONS);
  const checker = program.getTypeChecker();
  const isBuiltIn = (name) => {
    const { declarations } = checker.getSymbolAtLocation(name) ?? {};
    if (!declarations) return OF_ARRAYS.has(name.text);
    return declarations.some((declaration) => program.isSourceFileDefaultLibrary(declaration.getSourceFile()));
  };
  const found = new Set();
  for (const file of files) {
    const source = program.getSourceFile(file);
    const visit = (node, isInFunction) => {
      if (isInFunction && (iterates(node) || (calledMethod(node) && isBuiltIn(calledMethod(node)))))
        found.add(`${relative(root, file).split(sep).join('/')}: ${headOf(node, source)}`);
      ts.forEachChild(node, (child) => visit(child, isInFunction || ts.isFunctionLike(node)));
    };
    visit(source, false);
  }
  return [...found].sort();
}

const iterates = (node) =>
  ts.isForOfStatement(node) ||
  ts.isSpreadElement(node) ||
  ts.isArrayBindingPattern(node) ||
  (ts.isYieldExpression(node) && node.asteriskToken) ||
  (ts.isBinaryExpression(node) &&
    node.operatorToken.kind === ts.SyntaxKind.EqualsToken &&
    ts.isArrayLiteralExpression(node.left));

/** The name of a method that is called. */
const calledMethod = (node) =>
  ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression) ? node.expression.name : undefined;

/** The code up to the body of a loop, and up to the arguments of a call. */
function headOf(node, source) {
  if (ts.isForOfStatement(node)) return `for (… of ${node.expression.getText(source)})`;
  return (ts.isCallExpression(node) ? node.expression : node).getText(source).replace(/\s+/g, ' ');
}
