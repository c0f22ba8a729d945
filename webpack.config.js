// Builds the demo page: www/src/index.html, and everything it names, into www/dist/.
import { fileURLToPath } from 'node:url';
import { frames } from './scripts/page_frames.mjs';

const folder = (path) => fileURLToPath(new URL(path, import.meta.url));

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
      // Keeps its name, so that a server can answer with a config of its own.
      { test: /[\\/]config\.json$/, type: 'asset/resource', generator: { filename: 'config.json' } },
    ],
  },
  plugins: [frames],
  // webpack's own HTML and CSS: no loaders.
  experiments: { html: true, css: true, outputModule: true },
  devtool: 'source-map',
};
