// BENCHMARKS.md says what was measured, and no better.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { CASES } from '../../benches/cases.mjs';
import { CONTENDERS } from '../../benches/contenders.mjs';
import { barOf, figuresOf, importFigures } from '../../benches/figures.mjs';
import { barsSection, compared, judged } from '../../benches/report/bars.mjs';
import { reportOf } from '../../benches/report/report.mjs';
import { MACHINE, resultsWith } from './results.mjs';

const equal = () => 1;

describe('figures', () => {
  const pairs = [{ subject: { wall: 3, main: 1 }, native: { wall: 2, main: 2 } }];

  test('are ratios of each thing measured, and the native time of one', () => {
    const shared = { caseId: 'round-trip', contender: 'ours', pairs: 1 };
    assert.deepEqual(figuresOf({ caseId: 'round-trip', contender: 'ours', count: 4, pairs }), [
      { ...shared, figure: 'wall', median: 1.5, lower: 1.5, upper: 1.5, native: 500 },
      { ...shared, figure: 'main', median: 0.5, lower: 0.5, upper: 0.5, native: 500 },
    ]);
  });

  test('are none if nothing was told', () => {
    assert.deepEqual(figuresOf({ caseId: 'memory', contender: 'ours', count: 200, pairs: [] }), []);
    const untold = [{ subject: { wall: 3 }, native: { wall: 2, main: 2 } }];
    assert.deepEqual(
      figuresOf({ caseId: 'round-trip', contender: 'ours', count: 4, pairs: untold }).map(({ figure }) => figure),
      ['wall'],
    );
  });

  test('are those of the pairs that have them', () => {
    const some = [
      { subject: { wall: 1, main: 3 }, native: { wall: 1, main: 2 } },
      { subject: { wall: 1 }, native: { wall: 1, main: 2 } },
    ];
    const told = figuresOf({ caseId: 'round-trip', contender: 'ours', count: 4, pairs: some });
    assert.deepEqual(
      told.map(({ figure, pairs: count, median }) => [figure, count, median]),
      [
        ['wall', 2, 1],
        ['main', 1, 1.5],
      ],
    );
  });

  test('leave out the constructor of a class that connects later', () => {
    const created = [{ subject: { wall: 1, inside: 1 }, native: { wall: 1, inside: 1 } }];
    const told = (contender) =>
      figuresOf({ caseId: 'create', contender, count: 1, pairs: created }).map(({ figure }) => figure);
    assert.deepEqual(told('ours'), ['wall', 'inside']);
    assert.deepEqual(told('partysocket'), ['wall']);
  });

  test('of the import are differences', () => {
    const imports = [
      { subject: { wall: 9 }, native: { wall: 7 } },
      { subject: { wall: 5 }, native: { wall: 6 } },
    ];
    assert.deepEqual(importFigures({ pairs: imports }), {
      ours: 7,
      empty: 6.5,
      difference: { median: 0.5, lower: -0.25, upper: 1.25 },
      pairs: 2,
    });
  });
});

describe('the bars', () => {
  const bars = [
    ['send-text-16b', 'ours', 'wall', 1.03],
    ['send-text-16b', 'ours', 'inside', 1.03],
    ['receive-binary-1m', 'ours', 'main', 1.03],
    ['round-trip', 'ours', 'wall', 1.03],
    ['send-with-reads', 'ours', 'main', 1.03],
    ['open-close', 'ours', 'main', 1.1],
    ['send-text-16b', 'ours-inspected', 'main', 1.15],
    ['open-close', 'ours-inspected', 'wall', 1.15],
    ['send-text-16b', 'ours-observed', 'main', 1.15],
    ['receive-binary-1m', 'ours-reconnecting', 'main', 1.05],
    ['receive-binary-1m', 'ours-reconnecting', 'wall', undefined],
    ['open-close', 'ours-with-heartbeat', 'main', 1.35],
    ['create', 'ours-reconnecting', 'main', undefined],
    ['send-text-16b', 'wrapper', 'wall', undefined],
    ['send-text-16b', 'control', 'wall', undefined],
    ['create', 'ours', 'wall', 1.1],
    ['create', 'ours', 'inside', undefined],
    ['memory', 'ours', 'heap', undefined],
  ];
  for (const [caseId, contender, figure, bar] of bars) {
    test(`${caseId}, ${contender}, ${figure}: ${bar}`, () => assert.equal(barOf({ caseId, contender, figure }), bar));
  }

  test('are met at the bar, and not above it', () => {
    const verdicts = (ratio) =>
      new Set(
        judged(resultsWith((engine, caseId, contender) => (contender === 'ours' ? ratio : 1))[0])
          .filter(({ bar, figure }) => bar === 1.03 && figure.figure === 'main')
          .map(({ isMet }) => isMet),
      );
    assert.deepEqual(verdicts(1.0304), new Set([true]));
    assert.deepEqual(verdicts(1.0306), new Set([false]));
  });

  test('that are missed are named', () => {
    const results = resultsWith((engine, caseId, contender) => {
      return engine === 'firefox' && caseId === 'round-trip' && contender === 'ours' ? 1.2 : 1;
    });
    const text = barsSection(results);
    const misses = text.split('\n').filter((line) => line.startsWith('- ') && line.endsWith('the bar is 1.03'));
    assert.deepEqual(
      misses.map((line) => line.replace(/:.*/, '')),
      ['- Firefox, round trip, text, 16 B, wall time', '- Firefox, round trip, text, 16 B, main-thread time'],
    );
  });

  test('are all met if all is equal', () => {
    const text = barsSection(resultsWith(equal));
    assert.match(text, /All are met\./);
    assert.doesNotMatch(text, /not met/i);
  });
});

describe('the other classes', () => {
  const verdictOf = (rival) => {
    const [results] = resultsWith((engine, caseId, contender) =>
      contender === 'wrapper' ? rival : contender === 'ours' ? 1.02 : 2,
    );
    const { isAhead, isWithinSpread } = compared(results).find(
      ({ ours, other }) => ours.figure === 'main' && other.contender === 'wrapper',
    );
    return { isAhead, isWithinSpread };
  };
  test('are behind', () => assert.deepEqual(verdictOf(1.5), { isAhead: true, isWithinSpread: false }));
  test('are ahead', () => assert.deepEqual(verdictOf(0.9), { isAhead: false, isWithinSpread: false }));
  test('are ahead, perhaps', () => assert.deepEqual(verdictOf(1.0199), { isAhead: false, isWithinSpread: true }));

  test('do not include our own, nor the native class', () => {
    const rivals = new Set(compared(resultsWith(equal)[0]).map(({ other }) => other.contender));
    assert.deepEqual(rivals, new Set(['reconnecting-websocket', 'partysocket', 'wrapper']));
  });
});

describe('the report', () => {
  const run = { date: '2026-11-21', machine: MACHINE, version: '1.2.3', engines: resultsWith(equal) };
  const report = reportOf(run);

  test('names every case and every contender, the machine and the versions', () => {
    for (const { kind, title, inside } of CASES) {
      if (kind) continue;
      assert.ok(report.includes(`| ${title} |`), title);
      if (inside) assert.ok(report.includes(`| ${inside.title} |`), inside.title);
    }
    for (const { title } of Object.values(CONTENDERS)) assert.ok(report.includes(` ${title} |`), title);
    for (const text of [
      'A processor',
      '2 cores',
      'A system',
      'websocket-wasm 1.2.3',
      'Chromium 150.1',
      'Firefox 150.1',
      '2026-11-21',
    ]) {
      assert.ok(report.includes(text), text);
    }
  });

  test('has tables with as many cells in each row, and a figure in each', () => {
    for (const table of report.match(/(^\|.*\n)+/gm)) {
      const rows = table
        .trim()
        .split('\n')
        .map((row) => row.split('|').length);
      assert.equal(new Set(rows).size, 1, table);
    }
    assert.doesNotMatch(report, /NaN|undefined|Infinity|null/);
  });

  test('marks what is above its bar', () => {
    const slow = resultsWith((engine, caseId, contender) =>
      caseId === 'open-close' && contender === 'ours' ? 1.11 : 1,
    );
    const rows = reportOf({ ...run, engines: slow })
      .split('\n')
      .filter((line) => line.includes('✗'));
    assert.deepEqual(
      rows.map((row) => row.split(' |')[0]),
      Array(4).fill('| open and close'),
    );
    assert.ok(
      rows.every((row) => row.includes(' 1.110 (1.11–1.11) ✗ |')),
      rows[0],
    );
  });

  test('says so if an engine tells nothing', () => {
    const engines = resultsWith(equal, ['firefox']).map((result) => ({
      ...result,
      tellsMainThread: false,
      measurements: result.measurements.map((one) => ({
        ...one,
        pairs: one.caseId === 'memory' ? [] : withoutMain(one.pairs),
      })),
    }));
    const text = reportOf({ ...run, engines });
    assert.match(text, /Nobody tells the CPU time of Firefox's main thread/);
    assert.match(text, /Firefox tells it neither to a page nor to its driver/);
    assert.doesNotMatch(text, /### Firefox, main-thread time/);
    assert.match(text, /### Firefox, wall time/);
  });

  test('has the size and the instructions if there are any', () => {
    assert.doesNotMatch(report, /## Size|## Instructions/);
    const part = (name, bytes, brotli) => ({ name, bytes, brotli });
    const weights = {
      total: { bytes: 22245, brotli: 9290 },
      wasm: [part('the core', 1878, 770)],
      scripts: [part('class.js', 2060, 723)],
      functions: [part('core_send', 758, 345)],
    };
    const instructions = {
      valgrind: 'valgrind-3',
      rustc: 'rustc 1',
      rounds: 10,
      calls: [{ name: 'send', instructions: 41 }],
    };
    const text = reportOf({ ...run, weights, instructions });
    for (const row of [
      '| the core | 1878 | 770 |',
      '| class.js | 2060 | 723 |',
      '| **index.js and core.js** | 22245 | 9290 |',
      '| `core_send` | 758 | 345 |',
      '| send | 41 |',
    ]) {
      assert.ok(text.includes(`${row}\n`), row);
    }
  });
});

const withoutMain = (pairs) =>
  pairs.map(({ subject, native }) => ({
    subject: { ...subject, main: undefined },
    native: { ...native, main: undefined },
  }));
