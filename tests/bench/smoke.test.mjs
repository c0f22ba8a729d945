// Every case with our class, and every other contender where it receives, sends and connects, in every engine: a small run measures what a
// large one would tell.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { CASES } from '../../benches/cases.mjs';
import { CONTENDERS, takesPart } from '../../benches/contenders.mjs';
import { ENGINES } from '../../benches/engines/index.mjs';
import { runBenchmark } from '../../benches/run.mjs';
import { engines } from '../support/browsers.mjs';

const MESSAGES = 30;
const SOCKETS = 5;
/** Here contenders other than ours receive, send and connect. */
const OF_ALL = ['receive-blob-64k', 'send-text-16b', 'open-close'];
const PROGRAM = { cases: CASES.map(({ id }) => id), contendersOf, pairs: 1, countOf };

function contendersOf({ id }) {
  return OF_ALL.includes(id) ? Object.keys(CONTENDERS).filter((name) => takesPart(name, id)) : ['ours'];
}

/** A multiple of the burst; few, as nothing is told by how long they take. */
function countOf({ id, kind, parameters }) {
  if (kind) return SOCKETS;
  const { burst } = parameters;
  return id === 'open-close' ? SOCKETS : burst * Math.ceil(MESSAGES / burst);
}

for (const engine of engines().filter((name) => Object.hasOwn(ENGINES, name))) {
  describe(`a small run in ${engine}`, () => {
    let result;
    const told = [];
    before(async () => {
      [result] = await runBenchmark(
        { ...PROGRAM, engines: [engine] },
        { onWork() {}, onMeasurement: (...args) => told.push(args) },
      );
    });

    const wanted = CASES.flatMap((one) => contendersOf(one).map((contender) => `${one.id}, ${contender}`));

    test('measures every case with every contender that was asked for, and tells of each', () => {
      assert.deepEqual(
        result.measurements.map(({ caseId, contender }) => `${caseId}, ${contender}`),
        wanted,
      );
      assert.deepEqual(
        told,
        result.measurements.map((measurement) => [engine, measurement]),
      );
      assert.match(result.version, /^\d+\./);
    });

    for (const one of CASES) {
      const isTold = one.kind !== 'memory' || engine === 'chromium';
      test(`has ${isTold ? 'all' : 'no'} figures of ${one.id}`, () => {
        const measurements = result.measurements.filter(({ caseId }) => caseId === one.id);
        for (const { pairs } of measurements) {
          assert.equal(pairs.length, isTold ? 1 : 0);
          if (!isTold) continue;
          for (const sample of [pairs[0].subject, pairs[0].native]) requireFigures(sample, namesOf(one, result));
        }
      });
    }
  });
}

/** What is measured of a case in an engine. */
function namesOf({ kind, inside }, { tellsMainThread }) {
  if (kind) return [kind === 'memory' ? 'heap' : 'wall'];
  return ['wall', ...(tellsMainThread ? ['main'] : []), ...(inside ? ['inside'] : [])];
}

function requireFigures(sample, names) {
  const told = Object.entries(sample).filter(([, value]) => value !== undefined);
  assert.deepEqual(told.map(([name]) => name).sort(), names.sort());
  // Of the main thread's time, that of an empty call is taken off: nothing may be left of a run that is this short.
  for (const [name, value] of told)
    assert.ok(Number.isFinite(value) && (value > 0 || name === 'main'), `${name} is ${value}`);
}
