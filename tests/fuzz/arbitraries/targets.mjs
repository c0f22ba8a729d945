// Arbitrary servers: what they do, by their own script, to a connection or to the wish for one.
import fc from 'fast-check';
import { IDLE } from '../targets.mjs';
import { oneOf, size } from './values.mjs';

const after = fc.nat({ max: 4 });
// Of what breaks the connection right behind the handshake's answer, an engine need not fire `open` first. The interpreter
// says aside when it is idle.
const afterOpen = fc.oneof(fc.constant(IDLE), fc.integer({ min: 1, max: 4 }));
const act = (name, parameters) => fc.record({ after, act: fc.constant(name), ...parameters });
// A Close frame right behind that answer: WebKit tells by chance whether the end was clean.
const afterHandshake = fc.oneof(
  { weight: 20, arbitrary: fc.integer({ min: 1, max: 4 }) },
  { weight: 1, arbitrary: fc.constant(0) },
);
const closing = (parameters) => fc.record({ after: afterHandshake, act: fc.constant('close'), ...parameters });
const breaking = (name, parameters) => fc.record({ after: afterOpen, act: fc.constant(name), ...parameters });

const passing = fc.oneof(
  { weight: 4, arbitrary: act('send', { size, binary: fc.boolean(), count: fc.integer({ min: 1, max: 6 }) }) },
  { weight: 2, arbitrary: act('fragments', { size, binary: fc.boolean(), pieces: fc.integer({ min: 1, max: 7 }) }) },
  { weight: 1, arbitrary: act('ping', {}) },
  { weight: 1, arbitrary: act('pause', { milliseconds: fc.integer({ min: 1, max: 30 }) }) },
);

const closeCode = fc.constantFrom(
  1000,
  1001,
  1002,
  1003,
  1007,
  1008,
  1009,
  1010,
  1011,
  1012,
  1013,
  1014,
  3000,
  3999,
  4000,
  4999,
);
const illegalCloseCode = fc.constantFrom(0, 999, 1004, 1005, 1006, 1015, 1016, 2999, 5000, 65535);
const closeReason = fc.constantFrom('', 'why', 'grüße 🌍', '\ufeffwith a mark', 'x'.repeat(123));
const longCloseReason = fc.constant('x'.repeat(124));
const BROKEN_FRAMES = {
  reservedOpcode: '8b00',
  reservedControl: '8f00',
  masked: '818100000000' + '61',
  rsv1: 'c100',
  rsv3: '9100',
  invalidUtf8: '8102fffe',
  cutUtf8: '8102e282',
  surrogateUtf8: '8103eda080',
  invalidUtf8InFragments: '0101e2' + '8001ff',
  continuesNothing: '8000',
  startsTwice: '010161' + '810162',
  fragmentedPing: '0900',
  longPing: `897e007e${'00'.repeat(126)}`,
  fragmentedClose: '0800',
  negativeLength: '817fffffffffffffffff',
};
const ending = fc.oneof(
  { weight: 4, arbitrary: closing({ code: closeCode, reason: closeReason }) },
  { weight: 1, arbitrary: breaking('close', { code: illegalCloseCode, reason: closeReason }) },
  { weight: 1, arbitrary: breaking('close', { code: closeCode, reason: longCloseReason }) },
  { weight: 1, arbitrary: closing({ body: fc.constant('') }) },
  { weight: 1, arbitrary: breaking('close', { body: fc.constantFrom('03', '03e8ff', '03e8eda080') }) },
  { weight: 2, arbitrary: breaking('end', {}) },
  { weight: 1, arbitrary: breaking('reset', {}) },
  { weight: 1, arbitrary: breaking('cut', { binary: fc.boolean(), gently: fc.boolean() }) },
  { weight: 2, arbitrary: breaking('raw', { bytes: fc.constantFrom(...Object.values(BROKEN_FRAMES)) }) },
);

const script = fc.tuple(fc.array(passing, { maxLength: 3 }), fc.option(ending, { nil: [] })).map((acts) => acts.flat());
const flags = fc.oneof(
  { weight: 8, arbitrary: fc.constant({}) },
  { weight: 1, arbitrary: fc.constantFrom({ close: 'end' }, { close: 'reset' }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom({ protocol: '' }, { protocol: 'chat' }, { protocol: 'a b' }, { protocol: 'null' }),
  },
);
const playing = fc.tuple(script, flags).map(([acts, given]) => ({ path: '/play', script: acts, ...given }));
// The server compresses on another thread: what it does by hand would overtake that.
const compressing = fc.array(passing, { maxLength: 3 }).map((acts) => ({ path: '/play', script: acts, deflate: '' }));

// Firefox may keep a connection that was given up, and opens no other to the same port meanwhile.
const STALL_MS = 1500;

/** `{ path, … }`, see ../targets.mjs; `answers` is false if nothing ever comes back. */
export const target = fc.oneof(
  { weight: 30, arbitrary: playing },
  { weight: 3, arbitrary: compressing },
  {
    weight: 1,
    arbitrary: oneOf(...[200, 204, 301, 400, 401, 403, 407, 500, 503].map((status) => ({ path: '/refuse', status }))),
  },
  {
    weight: 1,
    arbitrary: oneOf({ path: '/reset' }, { path: '/stall', answers: false, for: STALL_MS }, { path: '/nowhere' }),
  },
);
