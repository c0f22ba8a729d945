// From the import of the package to the first use of its class, beside an empty package of the same form.
import { takePair } from './pair.mjs';

/**
 * Resolves to so many pairs `{ subject, native }` of `{ wall }` in milliseconds, `native` being the empty package. Each is
 * imported in a page of its own, of a site of its own: so in a process in which nothing has been compiled before.
 */
export async function measureImport({ page, url }, one, contender, { pairs, onPair }) {
  const measured = [];
  const take = async (folder) => {
    await page.load(freshSite(url));
    return { wall: await page.call('timeImport', `/${folder}/index.js`) };
  };
  while (measured.length < pairs) {
    measured.push(await takePair(take, 'package', 'empty', measured.length % 2 === 0));
    onPair(measured.length);
  }
  return measured;
}

let sites = 0;

// Browsers take these names for this machine without asking anybody, and each for a site.
const freshSite = (url) => url.replace('127.0.0.1', `fresh-${(sites += 1)}.localhost`);
