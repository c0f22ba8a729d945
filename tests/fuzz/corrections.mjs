// Where our class is right and a native one is wrong. Most corrections change what the native class is asked, so that it
// does what the standard says; ours is asked as the program has it, and still has to do the same. Some change the trace.
import { CORRECTIONS_IN_NODE, FREEDOMS_IN_NODE, LEFT_OUT_IN_NODE, withoutCleanness } from './corrections_in_node.mjs';

/** The program to run on the native class of an engine, in place of `program` on ours. In Node, that is Chromium's class. */
export function correctForNative(program, engine) {
  const corrections = [...(engine === 'node' ? CORRECTIONS_IN_NODE : []), ...CORRECTIONS];
  return corrections
    .filter(({ engines }) => !engines || engines.includes(engine))
    .reduce((corrected, { apply }) => apply(corrected), program);
}

/** A table of `{ what, engines, apply }`; without `engines`, all. `apply` leaves programs alone that it is not about. */
export const CORRECTIONS = [
  {
    what: 'a close code is rounded to the nearest integer, ties to even',
    apply: (program) => changeClose(program, ([code, ...rest]) => [withRoundedNumber(code), ...rest]),
  },
  {
    what: 'a reason without a code goes out with code 1000, an empty one without',
    apply: (program) => changeClose(program, (args) => (isReasonAlone(...args) ? withCode(args) : args)),
  },
  {
    what: 'an argument that is undefined is missing; Chromium takes it for the code 0 if there is a third one',
    engines: ['chromium', 'node'],
    apply: (program) => changeClose(program, (args) => args.slice(0, 2)),
  },
  {
    what: 'a host with characters that the URL Standard forbids makes the URL invalid',
    apply: (program) => changeUrl(program, (url) => (url.hasForbiddenHost ? NO_URL : url)),
  },
  {
    what: "the empty URL is the page's own",
    engines: ['firefox'],
    apply: (program) => changeUrl(program, (url) => (isEmptyUrl(url) ? { kind: 'page' } : url)),
  },
  {
    what: 'the second argument may be a dictionary with protocols',
    apply: (program) => changeProtocols(program, ([protocols, ...rest]) => [withoutBag(protocols), ...rest]),
  },
  {
    what: 'a subprotocol that the server does not acknowledge fails the connection, as one does that was not asked for',
    engines: ['firefox', 'webkit'],
    apply: (program) => (isUnacknowledged(program) ? withWrongAnswer(program) : program),
  },
  {
    what: 'a subprotocol in another case is another one',
    engines: ['webkit'],
    apply: (program) => (isInAnotherCase(program) ? withWrongAnswer(program) : program),
  },
];

const withWrongAnswer = (program) => ({ ...program, target: { ...program.target, protocol: 'not-asked-for' } });

/** The program to run, without what cannot be compared there. */
export function comparableIn(program, engine) {
  return engine === 'node' ? LEFT_OUT_IN_NODE.reduce((rest, { apply }) => apply(rest), program) : program;
}

/** What the native class of an engine did, as it would have done it with these corrected. */
export function correctTrace(trace, engine) {
  return TRACE_CORRECTIONS.filter(({ engines }) => engines.includes(engine)).reduce(
    (corrected, { apply }) => corrected.map((entry) => apply(entry, corrected)),
    trace,
  );
}

/** A table of `{ what, engines, apply }`, where `apply` makes an entry of an entry and the trace. */
export const TRACE_CORRECTIONS = [
  {
    what: 'close() fails a connection that the page has not seen open; Firefox closes it cleanly if it is established meanwhile',
    engines: ['firefox'],
    apply(entry, trace) {
      const isCorrected = isHosts('close', entry) && entry.wasClean && !trace.some((one) => isHosts('open', one));
      return isCorrected ? { ...entry, code: 1006, reason: '', wasClean: false } : entry;
    },
  },
  {
    what: 'a message that is dropped counts without its framing',
    engines: ['webkit'],
    apply: (entry) => (entry.state ? { ...entry, state: withoutFraming(entry.state) } : entry),
  },
];

/** A trace of either class without what need not be the same. */
export function withoutFreedom(trace, engine, program, configuration = 'plain') {
  if (engine === 'node') return FREEDOMS_IN_NODE.reduce((rest, { apply }) => apply(rest, program), trace);
  return FREEDOMS.filter(
    ({ engines, configurations = [configuration] }) =>
      engines.includes(engine) && configurations.includes(configuration),
  ).reduce((rest, { apply }) => rest.map((entry) => apply(entry, program)), trace);
}

/**
 * A table: `apply` makes an entry of an entry and the program; without `configurations`, in all.
 *
 * @type {{ what: string, engines: string[], configurations?: string[], apply(entry: any, program: any): any }[]}
 */
export const FREEDOMS = [
  {
    what: 'Chromium calls a close clean only if all that its socket was given is transmitted by then; with a mark, it is given less',
    engines: ['chromium'],
    configurations: ['high-water-mark', 'low-water-mark'],
    apply: withoutCleanness,
  },
  {
    what: 'Firefox ends with 1005 or with 1006, by chance, if close() is called while a large message is on its way',
    engines: ['firefox'],
    apply(entry, program) {
      // Ours, if we fail the connection, as well.
      const isEnd = entry.what === 'event' && entry.type === 'close' && [1005, 1006].includes(entry.code);
      const isByChance = isEnd && sendsMuch(program);
      return isByChance ? { ...entry, code: '1005 or 1006', wasClean: 'by chance' } : entry;
    },
  },
  {
    what: 'between error and close, which are two tasks in WebKit, other tasks may come or not',
    engines: ['webkit'],
    apply: ({ closesInSameTask, ...entry }) => entry,
  },
  {
    what: 'no page can make the trusted events that a subprotocol which is not acknowledged should lead to',
    engines: ['firefox', 'webkit'],
    apply({ isTrusted, ...entry }, program) {
      return isAbandoned(program) && ['error', 'close'].includes(entry.type) ? entry : { ...entry, isTrusted };
    },
  },
  {
    what: 'for such an event of ours, WebKit reports a listener without handleEvent as a TypeError; for its own, as null',
    engines: ['webkit'],
    apply: (entry, program) =>
      isAbandoned(program) && NOT_CALLABLE.includes(entry.error) ? { ...entry, error: 'not callable' } : entry,
  },
];

const isHosts = (wanted, { what, type, isTrusted }) => what === 'event' && type === wanted && isTrusted;

const LARGE = 2 ** 16;
const sendsMuch = (program) =>
  [...JSON.stringify(program).matchAll(/"(?:size|count)":(\d+)/g)].some(([, size]) => Number(size) >= LARGE);

const NOT_CALLABLE = ['TypeError (TypeError) with a message', 'no error: null'];
const isAbandoned = (program) => isUnacknowledged(program) || isInAnotherCase(program);

function withoutFraming({ buffered, dropped, ...state }) {
  const payloads = dropped.map((bytes) => bytes - framingOf(bytes));
  const framing = dropped.reduce((sum, bytes) => sum + framingOf(bytes), 0);
  return { ...state, buffered: buffered - framing, dropped: payloads };
}

/** The bytes of header and mask in a frame of this length altogether; nothing was added if send threw. */
function framingOf(bytes) {
  if (bytes === 0) return 0;
  const [short, medium, long] = [6, 8, 14];
  if (bytes < 126 + short) return short;
  return bytes < 65536 + medium ? medium : long;
}

function changeUrl(program, change) {
  const { construct } = program;
  return { ...program, construct: { ...construct, url: change(construct.url) } };
}

function changeProtocols(program, change) {
  const { construct } = program;
  return construct.protocols.length === 0
    ? program
    : { ...program, construct: { ...construct, protocols: change(construct.protocols) } };
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
  return Number.isFinite(number) && !Number.isInteger(number)
    ? { ...spec, text: String(roundTiesToEven(number)) }
    : spec;
}

function roundTiesToEven(number) {
  const floor = Math.floor(number);
  if (number - floor !== 0.5) return Math.round(number);
  return floor % 2 === 0 ? floor : floor + 1;
}

const isReasonAlone = (code, reason) =>
  code.kind === 'undefined' && reason !== undefined && reason.kind !== 'undefined';

const withCode = ([code, reason, ...rest]) => (becomesEmpty(reason) ? [code] : [NORMAL_CLOSURE, reason, ...rest]);

/** Whether ToString makes the empty string of it. */
function becomesEmpty({ kind, text, items = [], count }) {
  if (kind === 'text') return count === 0;
  if (kind === 'array') return items.length === 0;
  return text === '' && ['string', 'stringObject', 'converts'].includes(kind);
}

const isEmptyUrl = (url) =>
  ['string', 'array', 'stringObject'].includes(url.kind) && becomesEmpty({ ...url, text: url.text?.trim() });

function withoutBag(spec) {
  if (spec.kind === 'bag')
    return spec.protocols.kind === 'iteratorNull' ? { kind: 'string', text: spec.protocols.text } : spec.protocols;
  return OBJECTS_WITHOUT_ITERATOR.includes(spec.kind) ? { kind: 'undefined' } : spec;
}

const isUnacknowledged = ({ target, construct }) =>
  target.protocol === '' && construct.protocols.length > 0 && hasItems(withoutBag(construct.protocols[0]));

function isInAnotherCase({ target: { protocol }, construct }) {
  const requested = construct.protocols.length > 0 ? namesOf(withoutBag(construct.protocols[0])) : [];
  return (
    Boolean(protocol) &&
    !requested.includes(protocol) &&
    requested.some((name) => name.toLowerCase() === protocol.toLowerCase())
  );
}

/** The subprotocols that are given as strings. */
const namesOf = ({ text, items = [{ text }] }) => items.map((item) => item.text).filter((name) => name !== undefined);

/** Whether the constructor takes it for one or more subprotocols. */
function hasItems({ kind, items = [], text = '' }) {
  if (['array', 'set', 'iterates'].includes(kind)) return items.length > 0;
  if (kind === 'stringObject') return text.length > 0;
  return !['undefined', 'formData'].includes(kind);
}

const OBJECTS_WITHOUT_ITERATOR = [
  'object',
  'function',
  'date',
  'url',
  'converts',
  'acts',
  'throws',
  'convertsToObject',
  'bare',
  'fakeBuffer',
  'fakeBlob',
  'tagged',
  'proxyOfBuffer',
  'iteratorNull',
];
const NORMAL_CLOSURE = { kind: 'number', text: '1000' };
const NO_URL = { kind: 'string', text: 'ws://[' };
