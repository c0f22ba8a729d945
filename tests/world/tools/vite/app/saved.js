// Evaluated again at each save.
import * as latest from './package.js';

globalThis.latest = latest;
globalThis.loads = (globalThis.loads ?? 0) + 1;
import.meta.hot.accept();
