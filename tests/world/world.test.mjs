// The tools of the quick share, and that the report says what is pinned and expected today.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { ROOT } from '../../scripts/lib/run.mjs';
import { reportOf } from './lib/report.mjs';
import { runTool } from './lib/run.mjs';
import { loadTools } from './lib/tools.mjs';
import { WORKS } from './lib/verdict.mjs';
import { openWorld } from './lib/world.mjs';

const EXACT = /^\d+\.\d+\.\d+(-[\w.]+)?$/;
const tools = await loadTools();

test('WORKS_BESIDE.md is what `npm run world` writes of the tools and versions of today', () => {
  assert.equal(readFileSync(join(ROOT, 'docs', 'WORKS_BESIDE.md'), 'utf8'), reportOf(tools));
});

for (const { name, folder, setups, expect } of tools) {
  test(`the tool ${name} has a result for every setup, with a reason for each that is not good`, () => {
    assert.deepEqual(Object.keys(expect), Object.keys(setups));
    for (const result of Object.values(expect).flatMap(Object.values).flatMap(Object.values)) {
      if (result === WORKS) continue;
      for (const [className, why] of Object.entries(result)) {
        assert.ok(['ours', 'control'].includes(className), className);
        assert.ok(why === null ? className === 'control' : why.length > 0, className);
      }
    }
  });

  if (existsSync(join(folder, 'package.json')))
    test(`the tool ${name} has exact versions and checksums`, () => {
      const read = (file) => JSON.parse(readFileSync(join(folder, file), 'utf8'));
      const { dependencies } = read('package.json');
      for (const [dependency, version] of Object.entries(dependencies)) assert.match(version, EXACT, dependency);
      const {
        packages: { '': root, ...packages },
      } = read('package-lock.json');
      assert.deepEqual(root.dependencies, dependencies);
      for (const [path, { integrity, resolved }] of Object.entries(packages)) {
        assert.match(integrity ?? '', /^sha512-/, path);
        assert.equal(resolved, undefined, path);
      }
    });
}

describe('with the package beside it', { concurrency: 2 }, () => {
  let world;
  before(async () => {
    world = await openWorld();
  });
  after(() => world.close());

  const inTests = tools.filter(({ inTests }) => inTests);
  // Beside each other: a process of Node waits more than it works. There is one browser.
  describe('in Node', { concurrency: 3 }, () => {
    for (const tool of inTests) if (!tool.usesBrowser) testTool(tool);
  });
  describe('in a browser', () => {
    for (const tool of inTests) if (tool.usesBrowser) testTool(tool);
  });

  function testTool(tool) {
    test(`${tool.title} does what expect.json says`, async (t) => {
      const runs = await runTool(tool, world);
      for (const { setup, className, known } of runs)
        for (const failure of known) t.diagnostic(`known not to work: ${setup}, ${className}: ${failure}`);
      assert.deepEqual(
        runs.flatMap(({ setup, className, problems }) =>
          problems.map((problem) => `${setup}, ${className}: ${problem}`),
        ),
        [],
      );
    });
  }
});
