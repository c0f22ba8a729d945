// The chart is an image that a browser can draw, and shows what was measured where it belongs.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { CASES } from '../../benches/cases.mjs';
import { CONTENDERS } from '../../benches/contenders.mjs';
import { chartOf } from '../../benches/report/chart.mjs';
import { resultsWith } from './results.mjs';

const DRAWN = Object.keys(CONTENDERS).filter((name) => CONTENDERS[name].isInChart !== false);
const chart = chartOf(
  resultsWith((engine, caseId, contender) => (contender === 'wrapper' ? 1.8 : contender === 'partysocket' ? 7 : 1)),
);

describe('the chart', () => {
  test('has every case, every engine and every class', () => {
    for (const { title } of CASES.filter(({ kind }) => !kind)) assert.ok(chart.includes(`>${title}</text>`), title);
    for (const title of ['Chromium 150', 'Firefox 150', ...DRAWN.map((name) => CONTENDERS[name].title)])
      assert.ok(chart.includes(`>${title}</text>`), title);
  });

  test('is well formed', () => {
    const open = [];
    for (const [, end, name, isEmpty] of chart.matchAll(/<(\/?)(\w+)[^<>]*?(\/?)>/g)) {
      if (end) assert.equal(open.pop(), name);
      else if (!isEmpty) open.push(name);
    }
    assert.deepEqual(open, []);
    assert.doesNotMatch(chart, /NaN|undefined|&(?!#)/);
    assert.match(chart, /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" viewBox="0 0 \d+ \d+"/);
  });

  test('puts equal ratios on the line, and others right of it', () => {
    const [, line] = /<line class="even" x1="([\d.]+)"/.exec(chart);
    const first = (name) =>
      Number(
        new RegExp(`<g class="${name}"><title>.*?<line class="whisker" x1="[\\d.]+" x2="([\\d.]+)"`).exec(chart)[1],
      );
    assert.ok(Math.abs(first('ours') - Number(line)) < 1);
    assert.ok(first('wrapper') > Number(line) + 50);
  });

  test('tells in figures what is further away than it reaches', () => {
    assert.match(chart, /<text class="beyond"[^>]*>7\.0×<\/text>/);
    assert.doesNotMatch(chart, /<text class="beyond"[^>]*>1\./);
  });

  test('keeps all within its edges', () => {
    const [, width, height] = /viewBox="0 0 (\d+) (\d+)"/.exec(chart).map(Number);
    for (const [, name, value] of chart.matchAll(/ (c?x\d?|c?y\d?)="([\d.]+)"/g)) {
      assert.ok(Number(value) <= (name.includes('x') ? width : height), `${name}="${value}"`);
    }
  });

  test('has colours for light and for dark', () => {
    const styles = /<style>(.*?)<\/style>/s.exec(chart)[1];
    assert.match(styles, /prefers-color-scheme: dark/);
    for (const name of DRAWN) assert.match(styles, new RegExp(`\\.${name} \\{ --c: var\\(--(\\w+)\\)`));
  });
});
