// The script that puts our classes in first.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../scripts/lib/run.mjs';

const FILES = ['dist/auto.global.js', 'dist/stream.global.js', 'tests/wpt/page/nested.js'];

/** The classic scripts of the package, and what gives them to documents and workers that no server sends. */
export const firstScript = () => FILES.map((file) => readFileSync(join(ROOT, file), 'utf8')).join('\n');
