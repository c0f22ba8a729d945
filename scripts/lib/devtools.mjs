// The panel of websocket-wasm/devtools, one script of the console's own views.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { ROOT } from './run.mjs';

/** Packages whose code is in it. */
export const PACKAGES_OF_DEVTOOLS = ['@tanstack/virtual-core', 'jsonc-parser'];

/** Writes `devtools-panel.js` into a folder. */
export async function writePanel(folder) {
  await build({
    entryPoints: [join(ROOT, 'www/src/devtools/panel.js')],
    outfile: join(folder, 'devtools-panel.js'),
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    charset: 'ascii',
    legalComments: 'none',
    plugins: [styles, events],
  });
}

// For a shadow root: its host is the root, and the page's font size does not count.
const styles = {
  name: 'styles',
  setup: ({ onLoad }) =>
    onLoad({ filter: /\.css$/ }, ({ path }) => ({
      contents: readFileSync(path, 'utf8')
        .replaceAll(/\/\*.*?\*\//gs, '')
        .replaceAll(':root', ':host')
        .replaceAll(/(\d*\.?\d+)rem\b/g, (_, number) => `${Number(number) * 16}px`)
        .replaceAll(/\s+/g, ' '),
      loader: 'text',
    })),
};

// The section of the console's page, so that it is written once.
const events = {
  name: 'events',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^section-of-events$/ }, () => ({ path: 'events', namespace: 'section' }));
    onLoad({ filter: /./, namespace: 'section' }, () => {
      const page = readFileSync(join(ROOT, 'www/src/index.html'), 'utf8');
      const [section] = /<section class="card events".*?<\/section>/s.exec(page);
      return { contents: section.replaceAll(/<!--.*?-->|\n\s*/gs, ''), loader: 'text' };
    });
  },
};
