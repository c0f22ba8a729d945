// The scripts of the side-by-side view: what a line means, and what is wrong with it.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { PRESETS } from '../../www/src/panels/compare/presets.js';
import { EVENTS, parseScript, SYNTAX } from '../../www/src/panels/compare/script.js';

const on = (text) => ({ text, isOnServer: true });
const at = (text) => ({ text, isOnServer: false });

describe('a line of a script', () => {
  for (const [source, name, args] of [
    ['connect /echo', 'connect', [on('/echo')]],
    ['connect wss://example.org/', 'connect', [at('wss://example.org/')]],
    ['connect ""', 'connect', [at('')]],
    ['connect "/echo"', 'connect', [at('/echo')]],
    ['connect "ws://foo bar.com/"', 'connect', [at('ws://foo bar.com/')]],
    ['connect /echo a b', 'connect', [on('/echo'), ['a', 'b']]],
    ['connect /echo "a b" ""', 'connect', [on('/echo'), ['a b', '']]],
    ['connect /echo {"protocols": ["a"]}', 'connect', [on('/echo'), { protocols: ['a'] }]],
    ['connect /echo ["a", 1]', 'connect', [on('/echo'), ['a', 1]]],
    ['send hello world', 'send', ['hello world']],
    ['send', 'send', ['']],
    ['send ""', 'send', ['']],
    ['send "a\\n\\u0000"', 'send', ['a\n\0']],
    ['send say "hi"', 'send', ['say "hi"']],
    ['send "', 'send', ['"']],
    ['send # no remark', 'send', ['# no remark']],
    ['bytes', 'bytes', [new Uint8Array()]],
    ['bytes 00 7f FF', 'bytes', [new Uint8Array([0, 0x7f, 0xff])]],
    ['blob 0a', 'blob', [new Uint8Array([10])]],
    ['close', 'close', []],
    ['close 1000', 'close', [1000]],
    ['close 999.5', 'close', [999.5]],
    ['close NaN', 'close', [NaN]],
    ['close -1', 'close', [-1]],
    ['close undefined', 'close', [undefined]],
    ['close undefined why', 'close', [undefined, 'why']],
    ['close 4001 a long reason', 'close', [4001, 'a long reason']],
    ['close 4001 ""', 'close', [4001, '']],
    ['close "1000"', 'close', ['1000']],
    ['binaryType arraybuffer', 'binaryType', ['arraybuffer']],
    ['binaryType nonsense', 'binaryType', ['nonsense']],
    ['read readyState url', 'read', ['readyState', 'url']],
    ...EVENTS.map((event) => [`wait ${event}`, 'wait', [event]]),
    ['  wait   open  ', 'wait', ['open']],
  ]) {
    test(`${JSON.stringify(source)} is understood`, () => {
      assert.deepEqual(parseScript(source), {
        commands: [{ line: 1, source: source.trim(), name, args }],
        problems: [],
      });
    });
  }

  for (const [source, message] of [
    ['open /echo', /Unknown command “open”.*connect, send/],
    ['toString', /Unknown command “toString”/],
    ['constructor x', /Unknown command/],
    ['connect', /needs a URL/],
    ['connect "ws://x', /does not end/],
    ['connect "ws://x"y', /does not end, or no space follows/],
    ['connect /echo {protocols}', /\{protocols\} is not JSON/],
    ['connect /echo "\\x"', /not JSON/],
    ['send "a" and "b"', /not JSON/],
    ['bytes 0', /“0” is not a byte/],
    ['bytes 00 gg', /“gg” is not a byte/],
    ['blob 0001', /“0001” is not a byte/],
    ['close soon', /“soon” is not a close code/],
    ['binaryType', /needs a value/],
    ['read', /^read takes readyState, [^“]*\.$/],
    ['read onopen', /not “onopen”/],
    ['wait', /takes one of open, message, error, close\.$/],
    ['wait ping', /not “ping”/],
    ['wait open message', /not “open message”/],
  ]) {
    test(`${JSON.stringify(source)} is a mistake, which is explained`, () => {
      const { problems } = parseScript(`\n# remark\n${source}`);
      assert.deepEqual(
        problems.map(({ line }) => line),
        [3],
      );
      assert.match(problems[0].message, message);
    });
  }
});

describe('a script', () => {
  test('skips empty lines and remarks, and counts them', () => {
    const { commands, problems } = parseScript('# one\r\n\r\nconnect /echo\r\n   # two\nclose');
    assert.deepEqual(problems, []);
    assert.deepEqual(
      commands.map(({ line, source }) => [line, source]),
      [
        [3, 'connect /echo'],
        [5, 'close'],
      ],
    );
  });

  test('tells all mistakes at once', () => {
    assert.deepEqual(
      parseScript('x\nclose\ny').problems.map(({ line }) => line),
      [1, 3],
    );
  });

  for (const text of ['', ' \n ', '# only words']) {
    test(`${JSON.stringify(text)} has no command`, () => {
      assert.deepEqual(parseScript(text).problems, [{ line: 1, message: 'The script has no commands.' }]);
    });
  }

  test('has at most 200 commands', () => {
    assert.deepEqual(parseScript('close\n'.repeat(200)).problems, []);
    assert.deepEqual(
      parseScript('close\n'.repeat(201)).problems.map(({ line }) => line),
      [201],
    );
  });

  for (const [name, text] of Object.entries(PRESETS)) {
    test(`the example “${name}” has no mistake`, () => {
      assert.deepEqual(parseScript(text).problems, []);
    });
  }

  test('the help names every command', () => {
    const named = SYNTAX.map(([form]) => form.split(' ')[0]).filter((word) => word !== '#');
    const [, all] = /commands are (.*)\.$/.exec(parseScript('?').problems[0].message);
    assert.deepEqual(named.toSorted(), all.split(', ').toSorted());
  });
});
