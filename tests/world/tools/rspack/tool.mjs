// Rspack, as an app is built with it.
import { runBuilt } from '../../lib/page/built.mjs';

export const title = 'Rspack';
export const parts = ['@rspack/core'];
export const usesBrowser = true;

export const setups = { 'a build for production': (context) => runBuilt(context, (built) => context.node(['build.mjs', context.className, built])) };
