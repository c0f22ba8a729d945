// Arbitrary values to pass to a socket, as specs that page/values.mjs makes them of. What comes first is what shrinking tries.
import fc from 'fast-check';

/** One of these specs. */
export const oneOf = (...specs) => fc.constantFrom(...specs);

/** Sizes of messages in bytes or characters: most are small or at the limits of a frame's length field, few are large. */
export const size = fc.oneof(
  { weight: 100, arbitrary: fc.nat({ max: 9 }) },
  { weight: 50, arbitrary: fc.constantFrom(0, 1, 124, 125, 126, 127, 1000) },
  { weight: 15, arbitrary: fc.constantFrom(4095, 16384, 65534, 65535, 65536, 100_000) },
  { weight: 1, arbitrary: fc.constantFrom(2 ** 20, 3_000_000) },
);

const unit = fc.constantFrom('a', 'é', '✓', '😀', '\ud83d', '\ude00', '\0', '\ufeff', 'x\udc00\ud800', '\r\n');
const text = fc.record({ kind: fc.constant('text'), unit, count: size });

/** What a listener is called for while a value is converted. */
const acts = fc.record({
  kind: fc.constant('acts'),
  text: fc.constantFrom('1000', 'text', 'arraybuffer'),
  listener: fc.nat({ max: 3 }),
});

const number = fc
  .oneof(
    fc.constantFrom('0', '-0', '1', '1.5', '1000', 'NaN', 'Infinity', '-Infinity', '1e21', '5e-324'),
    fc.double().map(String),
  )
  .map((value) => ({ kind: 'number', text: value }));

const smallSize = fc.nat({ max: 40 });
const sized = (kind, arbitrary = size) => fc.record({ kind: fc.constant(kind), size: arbitrary });
const view = fc.record({
  kind: fc.constant('view'),
  type: fc.constantFrom(
    'Uint8Array',
    'Int8Array',
    'Uint8ClampedArray',
    'Int16Array',
    'Uint16Array',
    'Int32Array',
    'Uint32Array',
    'Float32Array',
    'Float64Array',
    'BigInt64Array',
    'BigUint64Array',
  ),
  size: size.map((bytes) => bytes - (bytes % 8)),
  offset: fc.constantFrom(0, 8, 24),
});

const binary = fc.oneof(
  sized('buffer'),
  view,
  fc.record({ kind: fc.constant('dataView'), size, offset: fc.nat({ max: 5 }) }),
  fc.record({ kind: fc.constant('blob'), size, type: fc.constantFrom('', 'text/plain', 'é') }),
  ...['slicedBlob', 'file', 'subclassed', 'otherRealm', 'otherRealmBuffer'].map((kind) => sized(kind)),
);

const strangeMemory = fc.oneof(
  ...[
    'detached',
    'detachedView',
    'detachedDataView',
    'resizable',
    'resizableView',
    'resizableDataView',
    'shared',
    'sharedView',
  ].map((kind) =>
    sized(
      kind,
      smallSize.map((bytes) => bytes + 1),
    ),
  ),
);

/** Neither a message nor a code nor a list: whatever conversion makes of it. */
export const odd = fc.oneof(
  oneOf(
    ...[
      'undefined',
      'null',
      'true',
      'bigint',
      'symbol',
      'array',
      'object',
      'function',
      'date',
      'url',
      'formData',
      'throws',
      'convertsToObject',
      'bare',
      'fakeBuffer',
      'fakeView',
      'fakeBlob',
      'tagged',
      'proxyOfBuffer',
    ].map((kind) => ({ kind })),
    { kind: 'stringObject', text: 'a' },
    { kind: 'stringObject', text: 'text' },
    { kind: 'converts', text: '1000' },
    { kind: 'converts', text: 'text' },
    { kind: 'converts', text: '999.5' },
  ),
  number,
  acts,
);

/** What `send` is given. */
export const message = fc.oneof(
  { weight: 6, arbitrary: text },
  { weight: 6, arbitrary: binary },
  { weight: 1, arbitrary: strangeMemory },
  { weight: 2, arbitrary: odd },
);

const codeNumber = fc.oneof(
  fc.constantFrom(
    '1000',
    '3000',
    '4999',
    '0',
    '999',
    '1001',
    '1005',
    '1006',
    '2999',
    '5000',
    '65535',
    '65536',
    '66536',
    '-1',
    '-64536',
  ),
  fc.constantFrom(
    '999.5',
    '999.4',
    '999.6',
    '1000.5',
    '1000.6',
    '2999.5',
    '2999.4',
    '4999.5',
    '4999.4',
    '0.5',
    '65535.5',
    '1001.5',
  ),
  fc.constantFrom('NaN', 'Infinity', '-Infinity', '1e99', '-0', ''),
  fc.integer({ min: 3000, max: 4999 }).map(String),
  fc.double().map(String),
);

/** The first argument of `close`. */
export const code = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({ kind: fc.constantFrom('number', 'number', 'string', 'converts'), text: codeNumber }),
  },
  { weight: 2, arbitrary: fc.constant({ kind: 'undefined' }) },
  { weight: 1, arbitrary: odd },
);

const reasonLength = fc.constantFrom(0, 1, 30, 31, 40, 41, 42, 61, 62, 122, 123, 124, 125, 200);

/** The second argument of `close`. */
export const reason = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('text'), unit, count: reasonLength }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('text'), unit, count: fc.nat({ max: 5 }) }) },
  { weight: 1, arbitrary: odd },
);

/** What `binaryType` is set to. */
export const binaryType = fc.oneof(
  { weight: 3, arbitrary: strings('arraybuffer', 'blob') },
  { weight: 1, arbitrary: strings('', 'Blob', 'ARRAYBUFFER', 'arraybuffer ', 'blob\0', 'nodebuffer') },
  { weight: 1, arbitrary: odd },
  {
    weight: 1,
    arbitrary: oneOf(
      { kind: 'converts', text: 'arraybuffer' },
      { kind: 'array', items: [{ kind: 'string', text: 'blob' }] },
    ),
  },
);

function strings(...texts) {
  return oneOf(...texts.map((text) => ({ kind: 'string', text })));
}
