// The pages that the demo page shows in frames of its own, as webpack's assets: what the conformance tests and the benchmark
// load, script by script as they do, in one folder each, so that any static server can serve them.
import { existsSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { build } from 'esbuild';
import { bundle } from '../tests/conformance/bundle.mjs';
import { ROOT, SetupError } from './lib/run.mjs';

const PANELS = join(ROOT, 'www', 'src', 'panels');
const CONTENDERS = ['native', 'control', 'ours'];

/** What the frames are made of: files and folders of the checkout, beside the page's own. */
export const FRAME_SOURCES = [
  'scripts/page_frames.mjs',
  'tests/conformance',
  'tests/support/configurations.mjs',
  'benches/page',
  'benches/measure',
  'benches/cases.mjs',
  'benches/contenders.mjs',
  'benches/figures.mjs',
  'benches/statistics.mjs',
];

/** A webpack plugin that emits both. */
export const frames = {
  apply(compiler) {
    compiler.hooks.thisCompilation.tap('frames', (compilation) => {
      const stage = compiler.webpack.Compilation.PROCESS_ASSETS_STAGE_ADDITIONAL;
      compilation.hooks.processAssets.tapPromise({ name: 'frames', stage }, async () => {
        const files = { ...(await conformance()), ...(await benchmark()) };
        for (const [name, content] of Object.entries(files)) {
          // As they are: what is tested and measured elsewhere.
          compilation.emitAsset(name, new compiler.webpack.sources.RawSource(content), { minimized: true });
        }
      });
    });
  },
};

async function conformance() {
  const { native, items } = await bundle();
  return {
    'conformance/index.html': read(PANELS, 'conformance/frame/index.html'),
    'conformance/native.js': native,
    'conformance/auto.global.js': withoutMap(read(ROOT, 'dist/auto.global.js')),
    'conformance/conformance.js': items,
  };
}

async function benchmark() {
  const contenders = CONTENDERS.map((name) => [
    `contenders/${name}`,
    join(ROOT, 'benches/page/contenders', `${name}.mjs`),
  ]);
  const { outputFiles } = await build({
    entryPoints: { main: join(PANELS, 'benchmark/frame/main.mjs'), ...Object.fromEntries(contenders) },
    outdir: join(ROOT, 'benchmark'),
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    minifySyntax: true,
    minifyWhitespace: true,
    logLevel: 'warning',
    alias: { 'websocket-wasm': requireFile(join(ROOT, 'dist/index.js')) },
  });
  const scripts = outputFiles.map(({ path, contents }) => [relative(ROOT, path), Buffer.from(contents)]);
  return { 'benchmark/index.html': read(PANELS, 'benchmark/frame/index.html'), ...Object.fromEntries(scripts) };
}

const read = (folder, path) => readFileSync(requireFile(join(folder, path)), 'utf8');

function requireFile(path) {
  if (!existsSync(path)) throw new SetupError(`${relative(ROOT, path)} is missing: run npm run build`);
  return path;
}

// The map is not served with it.
const withoutMap = (script) => script.replace(/\n\/\/# sourceMappingURL=.*\s*$/, '\n');
