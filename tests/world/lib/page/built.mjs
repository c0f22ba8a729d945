// Pages that a bundler has built.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { serveFolder } from '../../../support/static_server.mjs';
import { outcomesAt } from './page.mjs';

/** Has a bundler build into `.built`, and runs the page that is there then. `build(folder)` resolves to the outcomes of the build. */
export async function runBuilt({ folder, className, url, browser }, build) {
  const built = join(folder, '.built');
  rmSync(built, { recursive: true, force: true });
  const outcomes = await build(built);
  if (outcomes.some(({ error }) => error)) return outcomes;
  const site = await serveFolder(built);
  try {
    return [
      ...outcomes,
      ...(await outcomesAt(`${site.url}/${className}.html?${new URLSearchParams({ className, url })}`, browser)),
    ];
  } finally {
    await site.close();
  }
}
