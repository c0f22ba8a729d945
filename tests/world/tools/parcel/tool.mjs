// Parcel: as it is, it does not read `exports` of packages.
import { fileOf } from '../../lib/run.mjs';
import { runBuilt } from '../../lib/page/built.mjs';

export const title = 'Parcel';
export const parts = ['parcel'];
export const usesBrowser = true;

export const setups = {
  'a build for production': (context) => runBuilt(context, (built) => (
    context.node([fileOf(context.folder, 'node_modules', 'parcel', 'lib', 'bin.js'), 'build', `${context.className}.html`, '--dist-dir', built, '--no-cache', '--no-source-maps'])
  )),
};
