// What a page sees, as JSON that is equal iff it is the same.
import { OwnError } from './values.mjs';

/** A value that a member returned. */
export function describeValue(value) {
  if (typeof value === 'string' && value.length > LONG) return `${value.length} characters, ${hash(textUnits(value))}`;
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'function') return 'a function';
  return typeof value === 'object' && value !== null ? Object.prototype.toString.call(value) : String(value);
}

/** What was thrown. Messages of engines differ; that there is one does not. */
export function describeError(error) {
  if (error instanceof OwnError) return `own error: ${error.message}`;
  if (!(error instanceof Error)) return `no error: ${describeValue(error)}`;
  const kind = error instanceof DOMException ? `DOMException ${error.code}` : error.constructor.name;
  return `${error.name} (${kind}) ${error.message === '' ? 'without a message' : 'with a message'}`;
}

/** All fields of an event, now. The hash of a Blob comes later: `pending` gets a promise for each. */
export function describeEvent(event, socket, pending) {
  const described = {
    type: event.type,
    class: event.constructor.name,
    // If events are written in JavaScript, they have symbols.
    own: Object.getOwnPropertyNames(event).filter((key) => key !== 'isTrusted'),
    target: [event.target, event.currentTarget, event.srcElement, ...event.composedPath()].map(
      (target) => target === socket,
    ),
  };
  for (const field of EVENT_FIELDS) described[field] = event[field];
  if (event instanceof CloseEvent) Object.assign(described, pick(event, ['code', 'reason', 'wasClean']));
  if (event instanceof MessageEvent) Object.assign(described, describeMessage(event, pending));
  return described;
}

function describeMessage(event, pending) {
  const { data, ports } = event;
  const described = {
    ...pick(event, ['origin', 'lastEventId', 'source']),
    ports: [ports.length, Object.isFrozen(ports)],
  };
  if (data instanceof Blob) {
    described.data = { kind: 'Blob', size: data.size, type: data.type };
    pending.push(
      data.arrayBuffer().then((buffer) => {
        described.data.hash = hash(new Uint8Array(buffer));
      }),
    );
  } else if (data instanceof ArrayBuffer) {
    described.data = {
      kind: 'ArrayBuffer',
      size: data.byteLength,
      isResizable: data.resizable,
      hash: hash(new Uint8Array(data)),
    };
  } else {
    described.data = describeValue(data);
  }
  return described;
}

const pick = (object, names) => Object.fromEntries(names.map((name) => [name, object[name]]));

function* textUnits(text) {
  for (let index = 0; index < text.length; index += 1) yield text.charCodeAt(index);
}

/** FNV-1a: no secret, only different if the numbers are. */
function hash(numbers) {
  let sum = 0x811c9dc5;
  for (const number of numbers) sum = Math.imul(sum ^ number, 0x01000193);
  return (sum >>> 0).toString(16);
}

const EVENT_FIELDS = [
  'isTrusted',
  'bubbles',
  'cancelable',
  'composed',
  'eventPhase',
  'defaultPrevented',
  'returnValue',
  'cancelBubble',
];
const LONG = 60;
