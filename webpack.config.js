// Builds the demo page: www/src/index.html, and everything it names, into www/dist/.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { frames } from './scripts/page_frames.mjs';

const folder = (path) => fileURLToPath(new URL(path, import.meta.url));

/** Emits the service worker, after telling it every file of the page and a version that any change in them changes. */
const offline = {
  apply(compiler) {
    const { Compilation, sources } = compiler.webpack;
    compiler.hooks.thisCompilation.tap('offline', (compilation) => {
      compilation.hooks.processAssets.tap({ name: 'offline', stage: Compilation.PROCESS_ASSETS_STAGE_REPORT }, () => {
        const program = readFileSync(folder('www/src/service_worker.js'), 'utf8');
        const files = compilation
          .getAssets()
          .filter(({ name }) => !name.endsWith('.map'))
          .sort((one, other) => (one.name < other.name ? -1 : 1));
        const hash = createHash('sha256').update(program);
        for (const { name, source } of files) hash.update(name).update(source.buffer());
        const [lasting, changing] = [true, false].map((isLasting) =>
          files.filter(({ info }) => Boolean(info.immutable) === isLasting),
        );
        const build = {
          version: hash.digest('hex').slice(0, 12),
          lasting: lasting.map(({ name }) => name),
          changing: changing.map(({ name }) => name),
        };
        compilation.emitAsset(
          'service_worker.js',
          new sources.RawSource(`const BUILD = ${JSON.stringify(build)};\n${program}`),
        );
      });
    });
  },
};

export default {
  mode: 'production',
  target: ['web', 'es2022'],
  context: folder('www/src'),
  entry: { index: './index.html' },
  output: {
    path: folder('www/dist'),
    htmlFilename: '[name].html',
    filename: '[name].[contenthash:8].js',
    assetModuleFilename: '[name].[contenthash:8][ext]',
    module: true,
    // Workers and chunks: the page's policy lets nobody else make URLs of scripts.
    trustedTypes: { policyName: 'websocket-wasm' },
    clean: true,
  },
  module: {
    rules: [
      // What panels import of it is for its effect, whatever package.json says of the package.
      { test: /\.css$/, sideEffects: true },
      // Keeps its name, so that a server can answer with a config of its own.
      { test: /[\\/]config\.json$/, type: 'asset/resource', generator: { filename: 'config.json' } },
    ],
  },
  plugins: [frames, offline],
  // webpack's own HTML and CSS: no loaders.
  experiments: { html: true, css: true, outputModule: true },
  devtool: 'source-map',
};
