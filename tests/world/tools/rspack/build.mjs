// `build.mjs CLASS FOLDER`
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { rspack } from '@rspack/core';

const [className, folder] = process.argv.slice(2);
const stats = await promisify(rspack)({
  mode: 'production', context: import.meta.dirname, entry: `./${className}.mjs`, output: { path: folder, filename: 'page.js', publicPath: '/' },
});
if (stats.hasErrors() || stats.hasWarnings()) throw new Error(stats.toString());
writeFileSync(join(folder, `${className}.html`), '<!doctype html><script src="/page.js"></script>');
