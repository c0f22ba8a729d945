// A correction changes what it is about, and nothing else.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { comparableIn, correctForNative, correctTrace, withoutFreedom } from './corrections.mjs';

const number = (text) => ({ kind: 'number', text });
const text = (unit, count = 1) => ({ kind: 'text', unit, count });
const UNDEFINED = { kind: 'undefined' };

const constructing = (url, protocols = []) => ({
  target: { path: '/play' },
  construct: { url, protocols },
  listeners: [],
  steps: [],
});
// Wherever it is: in a listener, or in a step of a step.
const closing = (args) => ({
  ...constructing({ kind: 'string', text: 'ws://h/' }),
  listeners: [{ steps: [{ op: 'close', args }] }],
  steps: [
    {
      op: 'microtask',
      steps: [
        { op: 'close', args },
        { op: 'send', args },
      ],
    },
  ],
});
const steps = ({ listeners, steps: list }) => ({ listeners, closes: list[0].steps[0] });

describe('the native class is asked', () => {
  for (const [given, corrected] of [
    [[number('999.5')], [number('1000')]],
    [[number('1000.5')], [number('1000')]],
    [
      [number('2999.5'), text('a')],
      [number('3000'), text('a')],
    ],
    [[number('4999.4')], [number('4999')]],
    [[{ kind: 'converts', text: '0.5' }], [{ kind: 'converts', text: '0' }]],
    [[number('-0.2')], [number('0')]],
    [[number('NaN')], [number('NaN')]],
    [[number('3000')], [number('3000')]],
    [
      [UNDEFINED, text('a')],
      [number('1000'), text('a')],
    ],
    [
      [UNDEFINED, { kind: 'null' }],
      [number('1000'), { kind: 'null' }],
    ],
    [[UNDEFINED, text('a', 0)], [UNDEFINED]],
    [
      [UNDEFINED, UNDEFINED],
      [UNDEFINED, UNDEFINED],
    ],
    [
      [UNDEFINED, UNDEFINED, number('0')],
      [UNDEFINED, UNDEFINED],
    ],
    [[UNDEFINED], [UNDEFINED]],
    [[], []],
  ]) {
    test(`close(${JSON.stringify(corrected)}) for close(${JSON.stringify(given)})`, () => {
      assert.deepEqual(steps(correctForNative(closing(given), 'chromium')), steps(closing(corrected)));
    });
  }

  for (const [engine, given, corrected] of [
    ['firefox', '', { kind: 'page' }],
    ['chromium', '', { kind: 'string', text: '' }],
    ['firefox', '?x', { kind: 'string', text: '?x' }],
  ]) {
    test(`the URL ${JSON.stringify(corrected)} for '${given}' in ${engine}`, () => {
      assert.deepEqual(
        correctForNative(constructing({ kind: 'string', text: given }), engine).construct.url,
        corrected,
      );
    });
  }

  test('a URL that cannot be parsed for a forbidden host', () => {
    const url = { kind: 'string', text: 'ws://a b/', hasForbiddenHost: true };
    assert.equal(correctForNative(constructing(url), 'webkit').construct.url.text, 'ws://[');
  });

  for (const [given, corrected] of [
    [
      { kind: 'bag', protocols: { kind: 'string', text: 'chat' } },
      { kind: 'string', text: 'chat' },
    ],
    [{ kind: 'object' }, UNDEFINED],
    [
      { kind: 'array', items: [] },
      { kind: 'array', items: [] },
    ],
    [{ kind: 'null' }, { kind: 'null' }],
  ]) {
    test(`the subprotocols ${JSON.stringify(corrected)} for ${JSON.stringify(given)}`, () => {
      assert.deepEqual(correctForNative(constructing({}, [given]), 'chromium').construct.protocols, [corrected]);
    });
  }
});

test('the native class meets a server that acknowledges what was not asked for, if only the case differs, in WebKit', () => {
  const acknowledging = (protocol, names) => ({
    ...constructing({}, [{ kind: 'array', items: names.map((text) => ({ kind: 'string', text })) }]),
    target: { path: '/play', protocol },
  });
  for (const [engine, protocol, names, acknowledged] of [
    ['webkit', 'chat', ['CHAT'], 'not-asked-for'],
    ['webkit', 'chat', ['CHAT', 'chat'], 'chat'],
    ['webkit', 'chat', ['v2.chat'], 'chat'],
    ['firefox', 'chat', ['CHAT'], 'chat'],
  ])
    assert.equal(correctForNative(acknowledging(protocol, names), engine).target.protocol, acknowledged);
});

describe('the native class meets a server that acknowledges', () => {
  const unacknowledging = (...protocols) => ({
    ...constructing({}, protocols),
    target: { path: '/play', protocol: '' },
  });
  for (const [engine, protocols, acknowledged] of [
    ['firefox', [{ kind: 'string', text: 'chat' }], 'not-asked-for'],
    ['webkit', [{ kind: 'array', items: [{ kind: 'null' }] }], 'not-asked-for'],
    ['webkit', [{ kind: 'bag', protocols: { kind: 'string', text: 'chat' } }], 'not-asked-for'],
    ['firefox', [{ kind: 'array', items: [] }], ''],
    ['firefox', [], ''],
    ['firefox', [{ kind: 'object' }], ''],
    ['chromium', [{ kind: 'string', text: 'chat' }], ''],
  ]) {
    test(`'${acknowledged}' if none is for ${JSON.stringify(protocols)} in ${engine}`, () => {
      assert.equal(correctForNative(unacknowledging(...protocols), engine).target.protocol, acknowledged);
    });
  }
});

test('a close event of Firefox without an open event is that of a connection that failed', () => {
  const event = (type, rest) => ({ what: 'event', type, isTrusted: true, ...rest });
  const clean = event('close', { code: 3000, reason: 'why', wasClean: true });
  const failed = event('close', { code: 1006, reason: '', wasClean: false });
  const noTls = event('close', { code: 1015, reason: '', wasClean: false });
  const dispatched = { ...event('open'), isTrusted: false };
  for (const [before, engine, corrected] of [
    [event('error'), 'firefox', failed],
    [dispatched, 'firefox', failed],
    [event('open'), 'firefox', clean],
    [event('error'), 'chromium', clean],
  ])
    assert.deepEqual(correctTrace([before, clean], engine)[1], corrected);
  assert.deepEqual(correctTrace([event('error'), noTls], 'firefox')[1], noTls);
});

test('with a mark, it is left open in Chromium whether a close was clean, and only there', () => {
  const close = { what: 'event', type: 'close', isTrusted: true, code: 3000, wasClean: false };
  const { wasClean, ...open } = close;
  const lost = { ...close, code: 1006 };
  for (const [given, engine, configuration, compared] of [
    [close, 'chromium', 'low-water-mark', open],
    [lost, 'chromium', 'low-water-mark', lost],
    [close, 'chromium', 'plain', close],
    [close, 'firefox', 'low-water-mark', close],
  ])
    assert.deepEqual(withoutFreedom([given], engine, constructing({}), configuration), [compared]);
});

test('Firefox may end with 1005 or 1006 while a large message is on its way, and only then', () => {
  const sending = (size) => ({ ...constructing({}), steps: [{ op: 'send', args: [{ kind: 'file', size }] }] });
  const ended = (code) => [{ what: 'event', type: 'close', isTrusted: true, code, wasClean: code !== 1006 }];
  const compared = (engine, size, code) => withoutFreedom(ended(code), engine, sending(size));
  assert.deepEqual(compared('firefox', 2 ** 20, 1005), compared('firefox', 2 ** 20, 1006));
  assert.deepEqual(compared('firefox', 2 ** 20, 1000), ended(1000));
  assert.deepEqual(compared('firefox', 126, 1006), ended(1006));
  assert.deepEqual(compared('chromium', 2 ** 20, 1006), ended(1006));
});

describe('in Node', () => {
  for (const [given, corrected] of [
    [{ kind: 'string', text: 'x' }, 'ws://['],
    [{ kind: 'string', text: 'http:path' }, 'http://path/'],
    [{ kind: 'string', text: 'ws://h/' }, 'ws://h/'],
    [{ kind: 'converts', text: '1' }, 'ws://['],
    [{ kind: 'symbol' }, undefined],
  ]) {
    test(`Chromium is asked for ${corrected} instead of ${given.text ?? given.kind}, as there is no base URL`, () => {
      assert.equal(correctForNative(constructing(given), 'node').construct.url.text, corrected);
    });
  }

  test('Chromium fails the connection that Node loses', () => {
    const losing = (act) => ({
      ...constructing({ kind: 'string', text: 'ws://h/' }),
      target: { path: '/play', script: [{ after: 'idle', ...act }] },
    });
    for (const [act, corrected] of [
      [{ act: 'reset' }, 'raw'],
      [{ act: 'close', code: 1005 }, 'raw'],
      [{ act: 'close', code: 1000 }, 'close'],
      [{ act: 'ping' }, 'ping'],
    ])
      assert.equal(correctForNative(losing(act), 'node').target.script[0].act, corrected);
    assert.equal(correctForNative(losing({ act: 'reset' }), 'chromium').target.script[0].act, 'reset');
  });

  test('steps that only Node does otherwise are left out, and no others', () => {
    const after = { op: 'after', type: 'open', steps: [] };
    const microtask = { op: 'microtask', steps: [after] };
    const program = {
      ...constructing({}),
      listeners: [{ steps: [microtask, { op: 'close', args: [] }] }],
      steps: [microtask, after],
    };
    const { listeners, steps: list } = comparableIn(program, 'node');
    assert.deepEqual(listeners, [{ steps: [{ op: 'read' }, { op: 'close', args: [] }] }]);
    assert.deepEqual(list, [{ op: 'microtask', steps: [{ op: 'read' }] }, { op: 'read' }]);
    assert.deepEqual(comparableIn(program, 'firefox'), program);
  });

  test("the trace is compared without what is Node's", () => {
    const trace = [
      { what: 'event', type: 'open', isTrusted: false, eventPhase: 0, target: [true, false] },
      { what: 'uncaught', error: 'x' },
    ];
    assert.deepEqual(withoutFreedom(trace, 'node', constructing({})), [{ what: 'event', type: 'open', target: true }]);
    const closeWith = (code, rest) => [{ what: 'event', type: 'close', code, ...rest }];
    assert.deepEqual(withoutFreedom(closeWith(3000, { wasClean: true }), 'node', constructing({})), closeWith(3000));
    assert.deepEqual(
      withoutFreedom(closeWith(1006, { wasClean: false }), 'node', constructing({})),
      closeWith(1006, { wasClean: false }),
    );
    const errorWith = (...own) => [{ what: 'event', type: 'error', own }];
    assert.deepEqual(withoutFreedom(errorWith('message', 'more'), 'node', constructing({})), errorWith('more'));
  });
});
