// Where our class in Node differs from Chromium's on purpose, or because it cannot do otherwise: tables as in corrections.mjs.

import { IDLE } from './targets.mjs';

/** What Chromium is asked instead: a table of `{ what, apply }`, where `apply` makes a program of a program. */
export const CORRECTIONS_IN_NODE = [
  {
    what: 'Node fires error if a connection is lost, as if it had failed it, and fails it for a close code that no Close frame may have',
    apply: (program) =>
      changeActs(program, (act) =>
        isLost(act) || hasIllegalCode(act) ? { after: act.after, act: 'raw', bytes: BROKEN_FRAME } : act,
      ),
  },
  {
    what: 'without a base URL, a relative URL cannot be parsed',
    apply: (program) => ({ ...program, construct: { ...program.construct, url: withoutBase(program.construct.url) } }),
  },
];

/** What is asked of neither of them: a table like that one. */
export const LEFT_OUT_IN_NODE = [
  {
    what: 'a connection that is lost during the closing handshake: Node fires error, and Chromium fires none whatever the server does',
    apply({ target: { close, ...target }, ...program }) {
      return { ...program, target };
    },
  },
  {
    what: 'microtasks between listeners and between messages: in Node, scripts call both, so that microtasks run when all of them have returned',
    apply: (program) => withoutSteps(program, ['after'], ['microtask']),
  },
  {
    what: "Node's EventTarget calls listeners that are added meanwhile, and lets an event be dispatched again that is being dispatched",
    apply: (program) => withoutSteps(program, [], ['handler', 'listen', 'redispatch']),
  },
  {
    what: 'null as the options of a listener: for Node, it is another listener than without options',
    apply: (program) => ({ ...program, ...withoutNullOptions({ listeners: program.listeners, steps: program.steps }) }),
  },
  {
    what: 'what breaks the connection right behind a message: Chromium may fire error before a large message',
    apply: (program) => changeActs(program, (act) => (breaks(act) ? { ...act, after: IDLE } : act)),
  },
  {
    what: 'permessage-deflate: Node fails the connection if a compressed message arrives during the closing handshake',
    apply({ target: { deflate, ...target }, ...program }) {
      return { ...program, target };
    },
  },
  {
    what: 'byte order marks: Node takes them away before anyone sees them',
    apply: (program) => JSON.parse(JSON.stringify(program).replaceAll('\ufeff', 'f')),
  },
  {
    what: 'subprotocols that differ in case only: Node refuses them',
    apply: (program) => JSON.parse(JSON.stringify(program).replaceAll('"CHAT"', '"other"')),
  },
];

/** An entry of a trace; the close event of a connection that was not lost is without `wasClean`. */
export function withoutCleanness(entry) {
  const { wasClean, ...rest } = entry;
  return entry.type === 'close' && entry.code !== 1006 ? rest : entry;
}

/**
 * What need not be the same: `apply` makes a trace of a trace and the program.
 *
 * @type {{ what: string, apply(trace: any, program: any): any }[]}
 */
export const FREEDOMS_IN_NODE = [
  {
    what: 'the events of a wrapped class are dispatched by a script, so they are not trusted',
    apply: (trace) => trace.map(({ isTrusted, ...entry }) => entry),
  },
  {
    what: 'Chromium calls a close clean only if all that its socket was given is transmitted by then; in Node, Blobs are read first, so it is given less',
    apply: (trace) => trace.map(withoutCleanness),
  },
  {
    what: 'the error event of a wrapped class may have the cause as an own property, message',
    apply: (trace) =>
      trace.map((entry) =>
        entry.type === 'error' && entry.own ? { ...entry, own: entry.own.filter((name) => name !== 'message') } : entry,
      ),
  },
  {
    what: "Node's EventTarget clears currentTarget and eventPhase when the first listener returns",
    apply: (trace) =>
      trace.map(({ eventPhase, phase, target, ...entry }) => (target ? { ...entry, target: target[0] } : entry)),
  },
  {
    what: 'Node reports the errors of listeners in a later tick, when another program may be running',
    apply: (trace) => trace.filter(({ what }) => what !== 'uncaught'),
  },
];

/** Whether what a server does ends the connection by an error: a Close frame with a body of its own may be malformed. */
function breaks(act) {
  return BREAKING.includes(act.act) || hasIllegalCode(act) || hasLongReason(act) || act.body !== undefined;
}

/** A copy without some steps anywhere, and without others in listeners. */
function withoutSteps({ listeners, steps, ...program }, anywhere, inListeners) {
  const without = (value, ops) =>
    JSON.parse(JSON.stringify(value), (key, item) => (ops.includes(item?.op) ? { op: 'read' } : item));
  return { ...program, listeners: without(listeners, [...anywhere, ...inListeners]), steps: without(steps, anywhere) };
}

const withoutNullOptions = (value) =>
  JSON.parse(JSON.stringify(value), (key, item) => (key === 'options' && item === null ? false : item));

function changeActs(program, change) {
  const { target } = program;
  return target.script ? { ...program, target: { ...target, script: target.script.map(change) } } : program;
}

const LOSING = ['end', 'reset', 'cut'];
const BREAKING = [...LOSING, 'raw'];
const isLost = ({ act }) => LOSING.includes(act);
const hasIllegalCode = ({ act, code }) => act === 'close' && ILLEGAL_CODES.includes(code);
/** Longer than a Close frame may have it. */
const hasLongReason = ({ act, reason = '' }) => act === 'close' && Buffer.byteLength(reason) > 123;
const ILLEGAL_CODES = [0, 999, 1004, 1005, 1006, 1015, 1016, 2999, 5000, 65535];
/** A frame with a reserved opcode. */
const BROKEN_FRAME = '8b00';

/** The URL that means the same if there is a base URL. */
function withoutBase(url) {
  if (url.kind === 'target') return url.template.startsWith('//') ? NO_URL : url;
  if (THROWING.includes(url.kind) || url.kind === 'url') return url;
  if (['converts', 'acts'].includes(url.kind)) return { ...url, text: NO_URL.text };
  return url.kind === 'string' && URL.canParse(url.text) && !url.hasForbiddenHost
    ? { ...url, text: new URL(url.text).href }
    : NO_URL;
}

const NO_URL = { kind: 'string', text: 'ws://[' };
/** Kinds of values that cannot be converted to a string. */
const THROWING = ['symbol', 'throws', 'convertsToObject', 'bare', 'fakeView'];
