// Vitest, in each of its usual environments.
import { fileOf } from '../../lib/run.mjs';

export const title = 'Vitest';
export const parts = ['vitest', 'jsdom', 'happy-dom'];
export const inTests = true;

const run = (environment) => ({ folder, node }) => (
  node([fileOf(folder, 'node_modules', 'vitest', 'vitest.mjs'), 'run', '--environment', environment, '--testTimeout', '20000'])
);

export const setups = { node: run('node'), jsdom: run('jsdom'), 'happy-dom': run('happy-dom') };
