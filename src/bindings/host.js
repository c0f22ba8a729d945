// The host: the browser's own socket class, captured once when this module is evaluated, so that a page that puts
// another class (ours, too) on the global later changes nothing here.
const { apply, construct, getOwnPropertyDescriptor, getPrototypeOf } = Reflect;
const NONE = [];

/** Calls a getter with its receiver, whatever becomes of `Function.prototype.call`. */
export const getterOf = (get) => (receiver) => apply(get, receiver, NONE);

/** Calls a method with its receiver and arguments, likewise. */
export const methodOf = (method) => (receiver, ...args) => apply(method, receiver, args);

/** The property of the global that holds the class. */
export const name = 'WebSocket';

/** The host's class; undefined where there is none (older Node, some workers). */
export const Host = globalThis[name];

function missing() {
  throw new TypeError('This runtime has no WebSocket class of its own to connect with.');
}

/** The host's own descriptor of a member; up the chain, as a page may have put a subclass in the class's place. */
export const hostDescriptor = (member) => {
  for (let object = Host?.prototype; object; object = getPrototypeOf(object)) {
    const descriptor = getOwnPropertyDescriptor(object, member);
    if (descriptor) return descriptor;
  }
  return member === 'send' || member === 'close' ? { value: missing } : { get: missing, set: missing };
};

const hostGetter = (member) => getterOf(hostDescriptor(member).get);
const hostSend = hostDescriptor('send').value;

export const readyState = hostGetter('readyState');
export const bufferedAmount = hostGetter('bufferedAmount');
const binaryType = hostGetter('binaryType');
/** Whether the host knows Blobs: those that do start with this binary type, as the standard says. */
export const takesBlobs = (socket) => binaryType(socket) === 'blob';
export const setBinaryType = methodOf(hostDescriptor('binaryType').set);
export const send = (socket, data) => apply(hostSend, socket, [data]);

const hostClose = methodOf(hostDescriptor('close').value);

/** Closes the host socket; `code` undefined: a Close frame without a body. */
export const close = (socket, code, reason) => (code === undefined ? hostClose(socket) : hostClose(socket, code, reason));

/** Makes a host socket that is an instance of `newTarget`. */
export const connect = (href, protocols, newTarget) => construct(Host ?? missing, [href, protocols], newTarget);

const { URL, DOMException, document, location } = globalThis;
const href = URL && getterOf(getOwnPropertyDescriptor(URL.prototype, 'href').get);

const { startsWith } = String.prototype;

/** The serialised URL, parsed against the API base URL; throws where it cannot be parsed. */
export const parseUrl = (input) => {
  // The base cannot matter here, and parsing it too takes half of the time.
  const isAbsolute = apply(startsWith, input, ['ws://']) || apply(startsWith, input, ['wss://']);
  const base = isAbsolute ? undefined : document?.baseURI ?? location?.href;
  return href(base === undefined ? new URL(input) : new URL(input, base));
};

/** A DOMException to throw. */
export const domException = (name, message) => new DOMException(message, name);
