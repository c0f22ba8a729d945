// What the page says of a close event: every code has words, and they claim no more than is known.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { closeWords } from '../../www/src/model/close_words.js';

const HTTP = { isSecure: false, isOnline: true };
const CONTEXT = { wasOpen: true, askedHere: false, url: 'ws://example.org/', page: HTTP };
const words = (code, context = {}, wasClean = code !== 1006) =>
  closeWords({ code, reason: '', wasClean }, { ...CONTEXT, ...context });

const TITLES = {
  0: 'not a close code',
  999: 'not a close code',
  1000: 'normal closure',
  1001: 'going away',
  1002: 'protocol error',
  1003: 'unsupported data',
  1004: 'reserved',
  1005: 'no code',
  1006: 'connection lost',
  1007: 'invalid data',
  1008: 'policy violation',
  1009: 'message too big',
  1010: 'extension missing',
  1011: 'internal error',
  1012: 'service restart',
  1013: 'try again later',
  1014: 'bad gateway',
  1015: 'TLS failed',
  1016: 'not defined',
  2999: 'not defined',
  3000: 'unauthorized',
  3001: 'code of a library',
  3003: 'forbidden',
  3008: 'timeout',
  3999: 'code of a library',
  4000: 'code of the application',
  4999: 'code of the application',
  5000: 'not a close code',
};

for (const [code, title] of Object.entries(TITLES)) {
  test(`${code} is called “${title}”`, () => assert.equal(words(Number(code)).title, `${code}: ${title}`));
}

describe('who closed', () => {
  const CASES = [
    [1000, { askedHere: true }, true, /This page called close\(\)\.$/],
    [1000, { askedHere: false }, true, /The server closed the connection\.$/],
    [4001, { askedHere: true }, false, /This page called close\(\)\. .*did not complete\.$/],
    [1001, { askedHere: false }, false, /The server closed the connection\. .*did not complete\.$/],
  ];
  for (const [code, context, wasClean, expected] of CASES) {
    test(`is told of ${code}, ${wasClean ? 'clean' : 'not clean'}, ${context.askedHere ? 'asked for' : 'not asked for'} here`, () => {
      assert.match(words(code, context, wasClean).text, expected);
    });
  }

  for (const code of [1006, 1015]) {
    test(`is not told of ${code}, which nobody sends`, () =>
      assert.doesNotMatch(words(code, {}, false).text, /server closed|page called close/));
  }
});

describe('1006', () => {
  const never = { wasOpen: false };

  test('says that the connection never opened, or was lost, or given up', () => {
    assert.equal(words(1006, never).title, '1006: never opened');
    assert.equal(words(1006).title, '1006: connection lost');
    assert.match(words(1006, { askedHere: true }).text, /although this page called close/);
    assert.equal(words(1006, { wasOpen: false, askedHere: true }).title, '1006: closed too early');
    assert.deepEqual(words(1006, { wasOpen: false, askedHere: true }).causes, []);
  });

  test('says that browsers keep the reason', () => {
    for (const context of [never, {}]) assert.match(words(1006, context).text, /Browsers do not tell pages why/);
  });

  const CAUSES = [
    ['mixed content', /mixed content/, { page: { isSecure: true, isOnline: true } }, { page: HTTP }],
    [
      'mixed content, but not of the own machine',
      /mixed content/,
      { page: { isSecure: true, isOnline: true }, url: 'ws://localhost.example/' },
      { page: { isSecure: true, isOnline: true }, url: 'ws://localhost/' },
    ],
    [
      'certificates',
      /TLS.*https:\/\/example\.org:8443 /,
      { url: 'wss://example.org:8443/x' },
      { url: 'ws://example.org:8443/x' },
    ],
    ['a blocked port', /block port 6667,/, { url: 'ws://example.org:6667/' }, { url: 'ws://example.org:6670/' }],
    ['no blocked port if the URL has none', /block port/, { url: 'ws://example.org:0/' }, { url: 'ws://example.org/' }],
    ['being offline', /is offline/, { page: { isSecure: false, isOnline: false } }, {}],
  ];
  for (const [title, cause, where, notWhere] of CAUSES) {
    test(`names ${title} exactly if it can be the cause`, () => {
      assert.match(words(1006, { ...never, ...where }).causes[0], cause);
      assert.ok(!words(1006, { ...never, ...notWhere }).causes.some((text) => cause.test(text)));
    });
  }

  for (const url of ['ws://127.0.0.1:80/', 'ws://[::1]/', 'ws://app.localhost/']) {
    test(`knows that ${url} is this machine`, () => {
      assert.doesNotMatch(words(1006, { ...never, url, page: { isSecure: true, isOnline: true } }).causes[0], /mixed/);
    });
  }
});

test('the words fit into the place that the page keeps for them', () => {
  for (let code = 1000; code < 5001; code += 1) {
    for (const wasOpen of [true, false]) {
      for (const askedHere of [true, false]) {
        for (const wasClean of [true, false]) {
          const { title, text } = words(code, { wasOpen, askedHere }, wasClean);
          assert.ok(`${title} ${text}`.length <= 190, `${code}: ${`${title} ${text}`.length}`);
        }
      }
    }
  }
});
