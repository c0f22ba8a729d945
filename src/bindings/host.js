// The host: the browser's own socket class, captured once when this module is evaluated, so that a page that puts
// another class (ours, too) on the global later changes nothing here. Only `wrapHost` puts another in its place.
import { getterOf } from './captured.js';

const { apply, construct, getOwnPropertyDescriptor, getPrototypeOf } = Reflect;
const { TypeError } = globalThis;
const { iterator } = Symbol;
const NONE = [];

/** The property of the global that holds the class. */
export const name = 'WebSocket';

/** What the global had when this module was evaluated; undefined where there is none (older Node, some workers). */
export const original = globalThis[name];

// Of the host's prototype.
let Host, getReadyState, getBufferedAmount, getExtensions, getProtocol, getBinaryType, hostSetBinaryType, hostSend, hostClose;

/** What a host socket says of itself. */
export const readyState = (socket) => apply(getReadyState, socket, NONE);
export const bufferedAmount = (socket) => apply(getBufferedAmount, socket, NONE);
export const extensions = (socket) => apply(getExtensions, socket, NONE);
export const protocol = (socket) => apply(getProtocol, socket, NONE);

/** Whether the host knows Blobs: those that do start with this binary type, as the standard says. */
export const takesBlobs = (socket) => apply(getBinaryType, socket, NONE) === 'blob';
export const setBinaryType = (socket, value) => apply(hostSetBinaryType, socket, [value]);

export const send = (socket, data) => apply(hostSend, socket, [data]);

/** Without a code, or with 0: a Close frame without a body. */
export const close = (socket, code, reason) => apply(hostClose, socket, code ? [code, reason] : NONE);

/** Makes a host socket that is an instance of `newTarget`. */
export const connect = (href, protocols, newTarget) => (
  construct(Host ?? missing, protocols.length ? [href, iterable(protocols)] : [href], newTarget)
);

// The host would iterate over an array by what the page may have put on Array.prototype.
const iterable = (strings) => {
  let index = 0;
  const next = () => (index < strings.length ? { __proto__: null, done: false, value: strings[index++] } : { __proto__: null, done: true });
  return { __proto__: null, [iterator]: () => ({ __proto__: null, next }) };
};

/** Whether an event was fired by the host, and not dispatched by the page. */
export let isFromHost = ({ isTrusted }) => isTrusted;

/** Takes this class as the host; `fromHost` tells its events from a page's. */
export const useHost = (Class, fromHost = isFromHost) => {
  Host = Class;
  isFromHost = fromHost;
  getReadyState = hostDescriptor('readyState').get;
  getBufferedAmount = hostDescriptor('bufferedAmount').get;
  getExtensions = hostDescriptor('extensions').get;
  getProtocol = hostDescriptor('protocol').get;
  ({ get: getBinaryType, set: hostSetBinaryType } = hostDescriptor('binaryType'));
  hostSend = hostDescriptor('send').value;
  hostClose = hostDescriptor('close').value;
};

/** The host's own descriptor of a member; up the chain, as a page may have put a subclass in the class's place. */
export const hostDescriptor = (member) => {
  for (let object = Host?.prototype; object; object = getPrototypeOf(object)) {
    const descriptor = getOwnPropertyDescriptor(object, member);
    if (descriptor) return descriptor;
  }
  return { get: missing, set: missing, value: missing };
};

function missing() {
  throw new TypeError('This runtime has no WebSocket class of its own: give one to wrapHost() of websocket-wasm/wrap-host.');
}

const { URL, document, location } = globalThis;
const href = URL && getterOf(getOwnPropertyDescriptor(URL.prototype, 'href').get);
const baseURI = document && getterOf(getOwnPropertyDescriptor(Node.prototype, 'baseURI').get);

const { startsWith } = String.prototype;

/** The serialised URL, parsed against the API base URL; undefined where it cannot be parsed. */
export const parseUrl = (input) => {
  // The base cannot matter here, and parsing it too takes half of the time.
  const isAbsolute = apply(startsWith, input, ['ws://']) || apply(startsWith, input, ['wss://']);
  const base = isAbsolute ? undefined : baseURI ? baseURI(document) : location?.href;
  try {
    return href(base === undefined ? new URL(input) : new URL(input, base));
  } catch {
    return undefined;
  }
};

useHost(original);
