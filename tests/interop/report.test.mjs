// INTEROP.md says what the results say, and the committed one speaks of the systems and scenarios of today.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { ROOT } from '../../scripts/lib/run.mjs';
import { versionsOf } from './lib/install.mjs';
import { reportOf } from './lib/report.mjs';
import { loadSystems } from './lib/systems.mjs';

const [ws] = (await loadSystems()).filter(({ name }) => name === 'ws');
const system = { ...ws, title: 'A system', expect: { 'a text': 'x', bytes: 'y' } };
const fine = { problems: [] };
const traffic = { sockets: 1, sent: { messages: 1, bytes: 1234 }, received: { messages: 2000, bytes: 5 } };
const rows = [{ engine: 'firefox', runs: { native: fine, ours: fine, inspected: { problems: [], traffic } } }];

const reportWith = (...results) =>
  reportOf({ date: '2000-01-01', browsers: [{ engine: 'firefox', version: '1.2' }], results });
const lineWith = (text, part) => text.split('\n').find((line) => line.includes(part));

describe('the report', () => {
  test('has a row for each engine, with what was carried', () => {
    const text = reportWith({ ...system, rows });
    assert.equal(
      lineWith(text, '| A system'),
      '| A system | Firefox | ✓ | ✓ | ✓ | 1 socket; out 1 message, 1,234 B; in 2,000 messages, 5 B |',
    );
    assert.match(lineWith(text, '**A system**'), /^- \*\*A system\*\* \(ws \d+\.\d+\.\d+\): a text; bytes\.$/);
    assert.equal(lineWith(text, 'Of 2000'), 'Of 2000-01-01: Firefox 1.2. 1 system, 1 with the real server.');
  });

  test('tells the first thing that went wrong', () => {
    const runs = {
      native: fine,
      ours: { problems: ['bytes: x instead of y\nat length', 'more'] },
      inspected: { problems: ['other'] },
    };
    assert.equal(
      lineWith(reportWith({ ...system, rows: [{ engine: 'webkit', runs }] }), '| A system'),
      '| A system | WebKit | ✓ | ✗ bytes: x instead of y | ✗ other |  |',
    );
  });

  test('says which server is not the real one, and what is missing or did not start', () => {
    const text = reportWith(
      { ...system, rows, fixture: 'it is in no registry' },
      { ...system, title: 'Gone', missing: 'no Python' },
      { ...system, title: 'Broken', failure: 'it ended\nwith 3' },
    );
    assert.match(text, /\| A system † \|/);
    assert.match(text, /^- A system: it is in no registry\.$/m);
    assert.equal(lineWith(text, '| Gone'), '| Gone |  |  |  |  | not installed: no Python |');
    assert.equal(lineWith(text, '| Broken'), '| Broken |  |  | ✗ |  | it ended |');
    assert.equal(
      lineWith(text, 'Of 2000'),
      'Of 2000-01-01: Firefox 1.2. 3 systems, 2 with the real server, 1 could not be installed.',
    );
  });
});

test('the committed one has the steps and versions of every system, and no failure', async () => {
  const committed = readFileSync(join(ROOT, 'docs', 'INTEROP.md'), 'utf8');
  for (const { title, folder, parts, expect } of await loadSystems()) {
    const line = lineWith(committed, `- **${title}**`);
    for (const { name, version } of versionsOf(folder, parts))
      assert.ok(line?.includes(`${name} ${version}`), `${title}: ${name} ${version}`);
    for (const step of Object.keys(expect)) assert.ok(line.includes(step), `${title}: ${step}`);
  }
  assert.doesNotMatch(committed, /✗|not installed/);
});
