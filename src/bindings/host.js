// The host: the browser's own socket class, captured once when this module is evaluated, so that a page that puts
// another class (ours, too) on the global later changes nothing here. Only `wrapHost` puts another in its place.
import { TypeError, apply, construct, descriptorOf, findGetter, has, take, takeGetter } from './captured.js';
import { below, name } from './layers.js';

export { name };

const iterator = take('Symbol', 'iterator');
const NONE = [];

/** What the global had when this module was evaluated, below classes of this package: `value` is undefined if it had none. */
export const original = below();

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

/** Makes a host socket that is an instance of `newTarget`; `caller` is the `new.target` of our constructor. */
export const connect = (href, protocols, newTarget, caller) => {
  called = caller;
  return construct(Host ?? missing, protocols.length ? [href, iterable(protocols)] : [href], newTarget);
};

/** The class by whose constructor the latest socket is made: ours, or what someone has put around it. */
export let called;

// The host would iterate over an array by what the page may have put on Array.prototype.
const iterable = (strings) => {
  let index = 0;
  const next = () => (index < strings.length ? { __proto__: null, done: false, value: strings[index++] } : { __proto__: null, done: true });
  return { __proto__: null, [iterator]: () => ({ __proto__: null, next }) };
};

/** Whether an event was fired by the host, and not dispatched by the page. */
export let isFromHost = ({ isTrusted }) => isTrusted;

/** Whether there is a class to connect with now. */
export let hasHost;

/** Takes this class as the host; `fromHost` tells its events from a page's, `isThere` whether it can connect. */
export const useHost = (Class, fromHost = isFromHost, isThere = () => !!Class) => {
  Host = Class;
  hasHost = isThere;
  isFromHost = fromHost;
  getReadyState = hostDescriptor('readyState').get;
  getBufferedAmount = hostDescriptor('bufferedAmount').get;
  getExtensions = hostDescriptor('extensions').get;
  getProtocol = hostDescriptor('protocol').get;
  ({ get: getBinaryType, set: hostSetBinaryType } = hostDescriptor('binaryType'));
  hostSend = hostDescriptor('send').value;
  hostClose = hostDescriptor('close').value;
};

/** The host's own descriptor of a member. */
export const hostDescriptor = (member) => descriptorOf(Host?.prototype, member) ?? { get: missing, set: missing, value: missing };

/** In the place of a class or of a member of one. */
export function missing() {
  throw new TypeError('This runtime has no WebSocket class of its own: give one to wrapHost() of websocket-wasm/wrap-host.');
}

const { document, location } = globalThis;
const URL = take('URL');
const href = takeGetter('URL', 'href');
const baseURI = findGetter('Node', 'baseURI');
// Others than pages have a `document` as well, made by a script.
const isPage = baseURI && has(baseURI, document);
const startsWith = take('String', 'startsWith');

/** The serialised URL, parsed against the API base URL; undefined where it cannot be parsed. */
export const parseUrl = (input) => {
  // The base cannot matter here, and parsing it too takes half of the time.
  const isAbsolute = apply(startsWith, input, ['ws://']) || apply(startsWith, input, ['wss://']);
  const base = isAbsolute ? undefined : isPage ? baseURI(document) : location?.href;
  try {
    return href(base === undefined ? new URL(input) : new URL(input, base));
  } catch {
    return undefined;
  }
};

useHost(original.value);
