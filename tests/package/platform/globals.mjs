// What modules of the package read of the platform otherwise than by captured.js: found in their text.
import { readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import ts from 'typescript-5';

/** A sorted list of lines, `MODULE: NAME`, for the scripts in these folders of `root`. */
export function readsOfPlatform(root, folders) {
  const files = folders
    .flatMap((folder) => readdirSync(join(root, folder), { recursive: true }).map((file) => join(root, folder, file)))
    .filter((file) => /\.m?js$/.test(file));
  // Without any library of types, the names that the compiler cannot find are those of the platform.
  const program = ts.createProgram(files, {
    allowJs: true,
    checkJs: true,
    noLib: true,
    noEmit: true,
    types: [],
    target: ts.ScriptTarget.ESNext,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
  });
  const reads = new Set();
  for (const file of files) {
    const source = program.getSourceFile(file);
    const add = (name) => reads.add(`${relative(root, file).split(sep).join('/')}: ${name}`);
    program.getSemanticDiagnostics(source).map(nameOf).filter(Boolean).forEach(add);
    const captured = capturedBy(source);
    visit(source, (node) => {
      if (ts.isIdentifier(node) && node.text === 'globalThis') add('globalThis');
      // A class may be there without the member.
      if (ts.isPropertyAccessExpression(node) && ts.isIdentifier(node.expression) && captured.has(node.expression.text))
        add(node.getText(source));
    });
  }
  return [...reads].sort();
}

function nameOf({ messageText }) {
  const text = ts.flattenDiagnosticMessageText(messageText, ' ');
  return /^(?:Cannot find name|No value exists in scope for the shorthand property) '(\w+)'/.exec(text)?.[1];
}

/** Names of this module for globals: imported from captured.js, or taken by its functions. */
function capturedBy(source) {
  const names = new Set();
  visit(source, (node) => {
    if (ts.isImportDeclaration(node) && /captured\.js$/.test(node.moduleSpecifier.text)) {
      for (const { name } of node.importClause.namedBindings.elements) names.add(name.text);
    }
    if (
      ts.isVariableDeclaration(node) &&
      ts.isIdentifier(node.name) &&
      /^(take|find)\('\w+'\)$/.test(node.initializer?.getText(source))
    )
      names.add(node.name.text);
  });
  return names;
}

function visit(node, act) {
  act(node);
  ts.forEachChild(node, (child) => visit(child, act));
}
