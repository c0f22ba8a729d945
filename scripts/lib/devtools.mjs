// The panel of websocket-wasm/devtools, one script of the console's own views.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { ROOT } from './run.mjs';

/** Its file, as the entry imports it when the panel is opened. */
export const PANEL = './devtools-panel.js';

/** Packages whose code is in it. */
export const PACKAGES_OF_DEVTOOLS = ['@msgpack/msgpack', '@tanstack/virtual-core', 'cborg', 'jsonc-parser', 'uplot'];

/** The decoders of binary formats, each a file that the panel loads when a message needs it. */
const LATER = ['message_pack', 'cbor'];

/** Writes the panel into a folder, and what it loads later. */
export async function writePanel(folder) {
  await build({
    entryPoints: ['devtools/panel', ...LATER.map((name) => `model/binary/${name}`)].map((name) =>
      join(ROOT, 'www/src', `${name}.js`),
    ),
    outdir: folder,
    entryNames: 'devtools-[name]',
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    charset: 'ascii',
    legalComments: 'none',
    plugins: [styles, sections, later],
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

// Sections of the console's page, so that they are written once.
const sections = {
  name: 'sections',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^section-of-/ }, ({ path }) => ({
      path: path.replace('section-of-', ''),
      namespace: 'section',
    }));
    onLoad({ filter: /./, namespace: 'section' }, ({ path }) => {
      const page = readFileSync(join(ROOT, 'www/src/index.html'), 'utf8');
      const [section] = new RegExp(`<section class="card ${path}".*?</section>`, 's').exec(page);
      return { contents: section.replaceAll(/<!--.*?-->|\n\s*/gs, ''), loader: 'text' };
    });
  },
};

const later = {
  name: 'later',
  setup: ({ onResolve }) =>
    onResolve({ filter: new RegExp(`^\\./(${LATER.join('|')})\\.js$`) }, ({ path, kind }) =>
      kind === 'dynamic-import' ? { path: path.replace('./', './devtools-'), external: true } : undefined,
    ),
};
