// The page that is measured in, with the apps.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { serveFolder } from '../../servers/static_server.mjs';
import { builtApps } from './build.mjs';

/** Serves the page and the apps, as both are now; resolves to `{ url, close }`. */
export function servePage() {
  const main = readFileSync(fileURLToPath(new URL('page/main.mjs', import.meta.url)));
  return serveFolder({ '/index.html': PAGE, '/main.js': main, ...builtApps() }, { headers: ISOLATION });
}

// A page that shares its process with no other gets a clock of 5 µs in Chromium, not of 100.
const ISOLATION = { 'cross-origin-opener-policy': 'same-origin', 'cross-origin-embedder-policy': 'require-corp' };

const PAGE =
  '<!doctype html><meta charset="utf-8"><title>Benchmark</title><script type="module" src="/main.js"></script>';
