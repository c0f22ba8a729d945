// Where our class is right and a native one is wrong. Each correction changes what the native class is asked, so that it
// does what the standard says; ours is asked as the program has it, and still has to do the same.

/** The program to run on the native class of an engine, in place of `program` on ours. */
export function correctForNative(program, engine) {
  return CORRECTIONS.filter(({ engines }) => !engines || engines.includes(engine))
    .reduce((corrected, { apply }) => apply(corrected), program);
}

/** A table of `{ what, engines, apply }`; without `engines`, all. `apply` leaves programs alone that it is not about. */
export const CORRECTIONS = [
  {
    what: 'a close code is rounded to the nearest integer, ties to even',
    apply: (program) => changeClose(program, ([code, ...rest]) => [withRoundedNumber(code), ...rest]),
  },
  {
    what: 'a reason without a code goes out with code 1000',
    apply: (program) => changeClose(program, ([code, ...rest]) => [isReasonAlone(code, ...rest) ? NORMAL_CLOSURE : code, ...rest]),
  },
  {
    what: 'a host with characters that the URL Standard forbids makes the URL invalid',
    apply: (program) => changeUrl(program, (url) => (url.hasForbiddenHost ? NO_URL : url)),
  },
  {
    what: 'the empty URL is the page\'s own',
    engines: ['firefox'],
    apply: (program) => changeUrl(program, (url) => (isEmptyUrl(url) ? { kind: 'page' } : url)),
  },
  {
    what: 'the second argument may be a dictionary with protocols',
    apply: (program) => changeProtocols(program, ([protocols, ...rest]) => [withoutBag(protocols), ...rest]),
  },
];

function changeUrl(program, change) {
  const { construct } = program;
  return { ...program, construct: { ...construct, url: change(construct.url) } };
}

function changeProtocols(program, change) {
  const { construct } = program;
  return construct.protocols.length === 0 ? program : { ...program, construct: { ...construct, protocols: change(construct.protocols) } };
}

/** Changes the arguments of every `close` that has some, wherever it is. */
function changeClose(value, change) {
  if (Array.isArray(value)) return value.map((item) => changeClose(item, change));
  if (typeof value !== 'object' || value === null) return value;
  if (value.op === 'close') return value.args.length === 0 ? value : { ...value, args: change(value.args) };
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, changeClose(item, change)]));
}

function withRoundedNumber(spec) {
  if (!['number', 'string', 'converts'].includes(spec.kind)) return spec;
  const number = Number(spec.text);
  return Number.isFinite(number) && !Number.isInteger(number) ? { ...spec, text: String(roundTiesToEven(number)) } : spec;
}

function roundTiesToEven(number) {
  const floor = Math.floor(number);
  if (number - floor !== 0.5) return Math.round(number);
  return floor % 2 === 0 ? floor : floor + 1;
}

const isReasonAlone = (code, reason) => code.kind === 'undefined' && reason !== undefined && !becomesEmpty(reason);

/** Whether ToString makes the empty string of it, or nothing at all. */
function becomesEmpty({ kind, text, items = [], count }) {
  if (kind === 'undefined') return true;
  if (kind === 'text') return count === 0;
  if (kind === 'array') return items.length === 0;
  return text === '' && ['string', 'stringObject', 'converts'].includes(kind);
}

const isEmptyUrl = (url) => ['string', 'array', 'stringObject'].includes(url.kind) && becomesEmpty({ ...url, text: url.text?.trim() });

function withoutBag(spec) {
  if (spec.kind === 'bag') return spec.protocols;
  return OBJECTS_WITHOUT_ITERATOR.includes(spec.kind) ? { kind: 'undefined' } : spec;
}

const OBJECTS_WITHOUT_ITERATOR = [
  'object', 'function', 'date', 'url', 'converts', 'acts', 'throws', 'convertsToObject', 'bare', 'fakeBuffer', 'fakeBlob', 'tagged',
  'proxyOfBuffer', 'iteratorNull',
];
const NORMAL_CLOSURE = { kind: 'number', text: '1000' };
const NO_URL = { kind: 'string', text: 'ws://[' };
