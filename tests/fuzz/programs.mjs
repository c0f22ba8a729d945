// Arbitrary programs: what a page may do to one socket, and what a server may do meanwhile. JSON, so that they can be replayed.
import fc from 'fast-check';
import { construct } from './arbitraries/construct.mjs';
import { target } from './arbitraries/targets.mjs';
import { binaryType, code, message, odd, oneOf, reason } from './arbitraries/values.mjs';

const type = fc.constantFrom('open', 'message', 'error', 'close');
const anyType = fc.oneof({ weight: 6, arbitrary: type }, { weight: 1, arbitrary: fc.constant('custom') });
const listener = fc.nat({ max: 3 });
const signal = fc.nat({ max: 1 });
const step = (op, parameters) => fc.record({ op: fc.constant(op), ...parameters });

const listenerOptions = fc.oneof(
  { weight: 3, arbitrary: fc.constant(false) },
  { weight: 1, arbitrary: fc.constantFrom(true, null) },
  {
    weight: 2,
    arbitrary: fc.record(
      { capture: fc.boolean(), once: fc.boolean(), passive: fc.boolean(), signal },
      { requiredKeys: [] },
    ),
  },
);

const dispatch = (eventClass, init) =>
  step('dispatch', { type: anyType, eventClass: fc.constant(eventClass), init: fc.record(init) });
const dispatches = fc.oneof(
  dispatch('Event', { bubbles: fc.boolean(), cancelable: fc.boolean() }),
  dispatch('MessageEvent', { data: fc.string(), origin: fc.constant('here') }),
  dispatch('CloseEvent', { code: fc.nat({ max: 70000 }), wasClean: fc.boolean() }),
);

const attribute = fc.constantFrom(
  'url',
  'readyState',
  'bufferedAmount',
  'extensions',
  'protocol',
  'CONNECTING',
  'CLOSED',
);
const member = fc.constantFrom(
  'url',
  'readyState',
  'bufferedAmount',
  'protocol',
  'extensions',
  'binaryType',
  'onopen',
  'onclose',
  'close',
  'send',
);
const receiver = fc.constantFrom('undefined', 'object', 'prototype', 'heir', 'target');

/** Some of the same kind, one after the other: what the second one does after the first is where mistakes are. */
const several = (arbitrary) => fc.array(arbitrary, { minLength: 2, maxLength: 4 });
const sends = step('send', { args: message.map((spec) => [spec]) });
const flips = step('binaryType', { value: binaryType });
const handlers = step('handler', { type, listener });
const reads = step('read', {});
const blobs = fc
  .record({ kind: fc.constant('blob'), size: fc.constantFrom(0, 1, 9, 126, 70_000) })
  .map((spec) => ({ op: 'send', args: [spec] }));

/** Sends, Blobs among them, then closes while something may still wait, and goes on. */
const sendsAndCloses = fc
  .tuple(
    several(fc.oneof(sends, blobs)),
    step('close', { args: closeArguments() }),
    fc.array(fc.oneof(sends, blobs, flips, reads), { maxLength: 3 }),
  )
  .map(([before, close, after]) => [...before, close, ...after]);

const { steps } = fc.letrec((tie) => ({
  steps: fc.array(tie('group'), { maxLength: 4, depthIdentifier: 'steps' }).map((groups) => groups.flat()),
  group: fc.oneof(
    { depthIdentifier: 'steps' },
    { weight: 12, arbitrary: tie('step').map((single) => [single]) },
    { weight: 1, arbitrary: several(sends) },
    { weight: 1, arbitrary: several(flips) },
    { weight: 1, arbitrary: several(fc.oneof(handlers, tie('listen'))) },
    { weight: 1, arbitrary: several(step('close', { args: closeArguments() })) },
    { weight: 1, arbitrary: sendsAndCloses },
  ),
  listen: step('listen', { type: anyType, listener, options: listenerOptions }),
  step: fc.oneof(
    { depthIdentifier: 'steps', maxDepth: 3 },
    { weight: 12, arbitrary: sends },
    { weight: 8, arbitrary: tie('listen') },
    { weight: 4, arbitrary: handlers },
    { weight: 3, arbitrary: step('close', { args: closeArguments() }) },
    { weight: 3, arbitrary: flips },
    { weight: 2, arbitrary: reads },
    { weight: 2, arbitrary: step('unlisten', { type: anyType, listener, options: listenerOptions }) },
    { weight: 1, arbitrary: step('handler', { type, value: odd }) },
    { weight: 1, arbitrary: step('abort', { signal }) },
    { weight: 2, arbitrary: dispatches },
    { weight: 1, arbitrary: step('redispatch', {}) },
    { weight: 1, arbitrary: step('assign', { name: attribute }) },
    { weight: 1, arbitrary: step('send', { args: fc.oneof(fc.constant([]), fc.tuple(message, odd)) }) },
    { weight: 1, arbitrary: step('borrow', { name: member, receiver }) },
    { weight: 3, arbitrary: step('microtask', { steps: tie('steps') }) },
    { weight: 4, arbitrary: step('after', { type, steps: tie('steps') }) },
  ),
}));

function closeArguments() {
  return fc.oneof(
    { weight: 2, arbitrary: fc.constant([]) },
    { weight: 3, arbitrary: fc.tuple(code) },
    { weight: 4, arbitrary: fc.tuple(code, reason) },
    { weight: 3, arbitrary: fc.tuple(fc.constant({ kind: 'number', text: '3000' }), reason) },
    { weight: 1, arbitrary: fc.tuple(code, reason, odd) },
  );
}

const pooledListener = fc.record({
  form: fc.constantFrom('function', 'function', 'function', 'function', 'object', 'async', 'empty'),
  at: fc.integer({ min: 1, max: 3 }),
  steps,
  throws: fc.oneof({ weight: 8, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: oneOf('error', 'text') }),
});

/**
 * `{ target, construct, listeners, steps }`: what the server does, the constructor's arguments, the pool of listeners that
 * steps name by number, and the steps that follow construction. A listener does its own steps only the `at`-th time it is
 * called, so every program ends.
 */
export const program = fc
  .record({
    target,
    construct,
    listeners: fc.array(pooledListener, { minLength: 4, maxLength: 4 }),
    steps,
    whenOpen: fc.oneof({ weight: 7, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: sendsAndCloses }),
  })
  .map(withListenerForOpen)
  .map(tame);

/** Most programs do nothing with an open socket: some have to. */
function withListenerForOpen({ whenOpen, ...program }) {
  if (!whenOpen) return program;
  const [first, ...others] = program.listeners;
  const listen = { op: 'listen', type: 'open', listener: 0, options: false };
  return {
    ...program,
    listeners: [{ ...first, form: 'function', at: 1, steps: whenOpen }, ...others],
    steps: [listen, ...program.steps],
  };
}

/** Takes out what a browser's own class does not do twice in the same way. */
function tame(wild) {
  let tamed = wild;
  // Only the target's own URL leads to a server that never answers.
  if (wild.target.answers === false && !leadsToTarget(wild.construct.url))
    tamed = { ...tamed, target: { path: '/nowhere' } };
  // A reset discards what is still on its way.
  if (isReset(wild.target)) tamed = withSizesUpTo(tamed, SMALL_SIZE);
  return tamed;
}

const leadsToTarget = ({ template = '' }) => template.includes('/TARGET') && !template.startsWith('wss');

const isReset = ({ script = [], close }) =>
  close === 'reset' || script.some(({ act, gently }) => act === 'reset' || (act === 'cut' && !gently));

/** A copy in which no size is larger. */
function withSizesUpTo(value, limit) {
  return JSON.parse(JSON.stringify(value), (key, number) =>
    key === 'size' || key === 'count' ? Math.min(number, limit) : number,
  );
}

const SMALL_SIZE = 1000;
