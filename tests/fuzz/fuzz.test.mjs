// Random programs do the same on our class and on each engine's own; and if they would not, it would be seen.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { engines } from '../support/browsers.mjs';
import { CONFIGURATIONS, shareOf } from '../support/configurations.mjs';
import { firstDifference, openFuzzer, replayed } from './fuzzer.mjs';
import { mutants } from './page/mutants.mjs';
import { NODE, REFERENCE } from './places.mjs';

/** In the plain configuration, and in each of the others that a place runs: `npm run fuzz -- --config ''` runs all of them everywhere. */
const PROGRAMS = 200;
const PROGRAMS_IN_CONFIGURATION = 40;
/** No page patches the host of Node. */
const CONFIGURATIONS_OF_NODE = ['high-water-mark', 'low-water-mark', 'inspector'];
/** How many programs may do something else the second time; about one in a thousand does, and one in forty on a busy machine. */
const mostUnsteady = (programs) => 2 + programs * 0.04;
const MUTANT_PROGRAMS = 1000;
/** At random, so that every run of the tests sees other programs. */
const SEED = Math.floor(Math.random() * 2 ** 30);

for (const engine of [...engines(), NODE]) {
  const skip =
    engine === NODE && !engines().includes(REFERENCE) && `what Node does is compared with what ${REFERENCE} does`;
  describe(`in ${engine}`, { skip }, () => {
    let fuzzer;
    before(async () => {
      fuzzer = await openFuzzer(engine);
    });
    after(() => fuzzer?.close());

    for (const configuration of ['plain', ...(engine === NODE ? CONFIGURATIONS_OF_NODE : shareOf(engine, engines()))]) {
      const { what } = CONFIGURATIONS[configuration];
      const count = configuration === 'plain' ? PROGRAMS : PROGRAMS_IN_CONFIGURATION;
      test(`${count} random programs do the same on our class, in the configuration "${what}", and on a browser's`, async (t) => {
        t.diagnostic(`seed ${SEED}`);
        fuzzer.configuration = configuration;
        const { programs, findings, unsteady } = await fuzzer.run({ seed: SEED, programs: count, stopsAtFirst: true });
        t.diagnostic(`${programs} programs, of which ${unsteady.length} do not do the same twice`);
        if (findings.length > 0) assert.fail(await describeFinding(fuzzer, engine, findings[0]));
        assert.equal(programs, count);
        assert.ok(unsteady.length <= mostUnsteady(count), `unsteady: ${unsteady.map(({ replay }) => replay)}`);
      });
    }

    test('a class that only inherits does the same as well', {
      skip: engine === NODE && 'only ours runs in Node',
    }, async () => {
      fuzzer.configuration = 'plain';
      fuzzer.subject = 'faithful';
      const { findings } = await fuzzer.run({ seed: SEED, programs: 100 });
      assert.deepEqual(findings, []);
    });

    // What finds them is the same in all.
    const wrong = engine === engines()[0] ? Object.keys(mutants).filter((name) => name !== 'faithful') : [];
    for (const mutant of wrong) {
      test(`a class that ${inWords(mutant)} is found out`, async () => {
        fuzzer.subject = mutant;
        const { programs, findings } = await fuzzer.run({ seed: SEED, programs: MUTANT_PROGRAMS, stopsAtFirst: true });
        assert.equal(findings.length > 0, true, `${programs} programs did the same`);
      });
    }
  });
}

test('the traces of a program part at the first entry that differs', () => {
  assert.equal(firstDifference([{ a: 1 }], [{ a: 1 }]), undefined);
  assert.deepEqual(firstDifference([1, 2], [1, 3]), { index: 1, subject: 2, native: 3 });
  assert.deepEqual(firstDifference([1], [1, 2]), { index: 1, subject: undefined, native: 2 });
});

test('a seed and a path name one program', () => {
  assert.deepEqual(replayed('7:3'), replayed('7:3'));
  assert.notDeepEqual(replayed('7:3'), replayed('7:4'));
  assert.deepEqual(replayed('{"steps":[]}'), { steps: [] });
  assert.throws(() => replayed('seven'), /neither a program in JSON nor seed:path/);
});

async function describeFinding(fuzzer, engine, finding) {
  const { replay, program, difference = finding.difference } = (await fuzzer.shrink(finding.replay)) ?? finding;
  return [
    JSON.stringify(difference, null, 2),
    `the smallest program: ${JSON.stringify(program)}`,
    `again: npm run fuzz -- --engine ${engine} --config ${fuzzer.configuration} --replay ${replay}`,
  ].join('\n');
}

function inWords(name) {
  return name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
