// The systems that are installed in seconds, with their real servers; `npm run interop` has all of them.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { engines } from '../support/browsers.mjs';
import { openSystem, systemBrowsers } from './lib/run.mjs';
import { loadSystems } from './lib/systems.mjs';
import { classesFor } from './lib/visit.mjs';

const systems = (await loadSystems()).filter(({ inTests }) => inTests);

const browsers = systemBrowsers();
after(() => browsers.quit());

for (const system of systems) {
  describe(`with ${system.title}`, () => {
    let opened;
    before(async () => {
      opened = await openSystem(system);
    });
    after(() => opened?.close());

    for (const engine of engines()) {
      for (const className of classesFor(system)) {
        test(`every step of the scenario in ${engine}, ${className}`, async () => {
          const { problems } = await opened.play(await browsers.get(engine), className);
          assert.equal(problems.length, 0, problems.join('\n'));
        });
      }
    }
  });
}
