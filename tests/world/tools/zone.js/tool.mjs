// zone.js, which Angular loads: it patches EventTarget, timers and promises of the page.
import { runProgram } from '../../lib/page/page.mjs';

export const title = 'zone.js';
export const parts = ['zone.js'];
export const usesBrowser = true;
export const inTests = true;

const run = (order) => (context) => runProgram(context, 'page.mjs', { scripts: ['node_modules/zone.js/bundles/zone.umd.js'], world: { order } });

export const setups = { 'zone.js, then our import': run('first'), 'our import, then zone.js': run('second') };
