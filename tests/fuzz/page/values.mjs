// The values that programs name, made in the page: whatever a page may pass to a socket.

/** Makes the value of a spec `{ kind, … }`. `run` is the run that it is for: some values act on the socket when converted. */
export function buildValue(spec, run) {
  return MAKERS[spec.kind](spec, run);
}

const MAKERS = {
  // Ordinary messages.
  text: ({ unit, count }) => unit.repeat(count),
  buffer: ({ size }) => bytes(size).buffer,
  view: ({ type, size, offset }) =>
    new globalThis[type](bytes(size + offset).buffer, offset, size / globalThis[type].BYTES_PER_ELEMENT),
  dataView: ({ size, offset }) => new DataView(bytes(size + offset + 3).buffer, offset, size),
  blob: ({ size, type = '' }) => new Blob([bytes(size)], { type }),
  slicedBlob: ({ size }) => new Blob([bytes(size), 'é'.repeat(size)]).slice(1, 1 + size),
  file: ({ size }) => new File([bytes(size)], 'file'),
  subclassed: ({ size }) => new (class extends Uint8Array {})(bytes(size)),
  otherRealm: ({ size }) => new (otherRealm().Uint8Array)(bytes(size)),
  otherRealmBuffer: ({ size }) => new (otherRealm().Uint8Array)(bytes(size)).buffer,

  // Memory that is gone, may go, or is someone else's, too.
  detached: ({ size }) => detach(bytes(size).buffer),
  detachedView: ({ size }) => thenDetach(bytes(size)),
  detachedDataView: ({ size }) => thenDetach(new DataView(bytes(size).buffer)),
  resizable: ({ size }) => new ArrayBuffer(size, { maxByteLength: size + 8 }),
  resizableView: ({ size }) => new Uint8Array(new ArrayBuffer(size, { maxByteLength: size + 8 })),
  resizableDataView: ({ size }) => new DataView(new ArrayBuffer(size, { maxByteLength: size + 8 })),
  shared: () => sharedMemory(),
  sharedView: ({ size }) => new Uint8Array(sharedMemory(), 0, size),

  // What has to be converted.
  string: ({ text }) => text,
  number: ({ text }) => Number(text),
  undefined: () => undefined,
  null: () => null,
  true: () => true,
  bigint: () => 1000n,
  symbol: () => Symbol('a symbol'),
  array: ({ items = [] }, run) => items.map((item) => buildValue(item, run)),
  set: ({ items }, run) => new Set(items.map((item) => buildValue(item, run))),
  stringObject: ({ text }) => new String(text),
  url: (spec, { server }) => new URL('/nowhere', server.replace('ws', 'http')),
  formData: () => new FormData(),

  // The same without an iterator.
  object: () => ({}),
  function: () => function named() {},
  date: () => new Date(0),
  converts: ({ text }) => ({ toString: () => text, valueOf: () => Number(text) }),
  acts: ({ text, listener }, run) => ({
    [Symbol.toPrimitive]: () => {
      run.call(listener);
      return text;
    },
  }),
  throws: () => ({
    [Symbol.toPrimitive]() {
      throw new OwnError('converted');
    },
  }),
  convertsToObject: () => ({ toString: () => ({}), valueOf: () => ({}) }),
  bare: () => Object.create(null),
  fakeBuffer: () => Object.create(ArrayBuffer.prototype),
  fakeView: () => Object.create(Uint8Array.prototype),
  fakeBlob: () => Object.create(Blob.prototype),
  tagged: () => ({ [Symbol.toStringTag]: 'Blob', size: 3, byteLength: 3 }),
  proxyOfBuffer: () => new Proxy(new ArrayBuffer(3), {}),
  bag: ({ protocols }, run) => ({ protocols: buildValue(protocols, run), unknown: 1 }),

  // Iterables that misbehave.
  iterates: ({ items }, run) => ({
    *[Symbol.iterator]() {
      for (const item of items) yield buildValue(item, run);
    },
  }),
  iteratorNull: ({ text }) => ({ [Symbol.iterator]: null, toString: () => text }),
  iteratorNoFunction: () => ({ [Symbol.iterator]: 1 }),
  iteratorNoObject: () => ({ [Symbol.iterator]: () => 1 }),
  iteratorThrows: () => ({
    [Symbol.iterator]: () => ({
      next() {
        throw new OwnError('iterated');
      },
    }),
  }),
  resultNoObject: () => ({ [Symbol.iterator]: () => ({ next: () => 1 }) }),
};

/** An error of the program's own: its message is part of the trace. */
export class OwnError extends Error {}

/** Every byte differs from its neighbours, so that a wrong offset shows. */
function bytes(size) {
  const made = new Uint8Array(size);
  for (let index = 0; index < size; index += 1) made[index] = (index * 7 + size) & 0xff;
  return made;
}

function detach(buffer) {
  structuredClone(buffer, { transfer: [buffer] });
  return buffer;
}

function thenDetach(view) {
  detach(view.buffer);
  return view;
}

/** Even if a page that is not isolated has no SharedArrayBuffer to construct; a TypeError if there is none at all. */
const sharedMemory = () => new WebAssembly.Memory({ shared: true, initial: 1, maximum: 1 }).buffer;

let realm;

/** The global of another realm. */
function otherRealm() {
  realm ??= globalThis.document
    ? document.body.appendChild(document.createElement('iframe')).contentWindow
    : globalThis.otherRealm();
  return realm;
}
