// Classes of the package that leave their constructor to the engine: found in their text.
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import ts from 'typescript-5';

/** A sorted list of lines, `MODULE: NAME`, for the scripts in these folders of `root`. */
export function classesWithoutConstructor(root, folders) {
  const files = folders
    .flatMap((folder) => readdirSync(join(root, folder), { recursive: true }).map((file) => join(root, folder, file)))
    .filter((file) => /\.m?js$/.test(file));
  const found = [];
  for (const file of files) {
    const source = ts.createSourceFile(
      file,
      readFileSync(file, 'utf8'),
      ts.ScriptTarget.ESNext,
      true,
      ts.ScriptKind.JS,
    );
    const visit = (node) => {
      const isDerived = ts.isClassLike(node) && node.heritageClauses?.length > 0;
      if (isDerived && !node.members.some(ts.isConstructorDeclaration))
        found.push(`${relative(root, file).split(sep).join('/')}: ${node.name?.text ?? 'a class without a name'}`);
      ts.forEachChild(node, visit);
    };
    visit(source);
  }
  return found.sort();
}
