// Reports are found by id, and not kept for ever.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Reports } from '../../servers/reports.mjs';

test('the newest thousand are kept', () => {
  const reports = new Reports();
  const begun = Array.from({ length: 1001 }, (_, index) => begin(reports, `${index}`));
  assert.equal(reports.find('1'), begun[1]);
  assert.equal(reports.find('1000'), begun[1000]);
  assert.notEqual(reports.find('0'), begun[0]);
});

test('one that is waited for becomes that of the next connection, and only of that one', () => {
  const reports = new Reports();
  const waitedFor = reports.find('a');
  assert.equal(begin(reports, 'a'), waitedFor);
  const next = begin(reports, 'a');
  assert.notEqual(next, waitedFor);
  assert.equal(reports.find('a'), next);
});

test('connections without an id are not kept', () => {
  const reports = new Reports();
  assert.notEqual(begin(reports), begin(reports));
});

function begin(reports, id) {
  const report = reports.begin(id);
  report.handleHandshake({ headers: {} });
  return report;
}
