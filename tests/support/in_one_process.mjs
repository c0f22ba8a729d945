// Runs test files in this process, one after the other: `in_one_process.mjs FILE…`. So they can share their browsers.
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

for (const file of process.argv.slice(2)) await import(pathToFileURL(resolve(file)));
