// The host: the browser's own socket class, captured once when this module is evaluated, so that a page that puts
// another class (ours, too) on the global later changes nothing here.
const { construct, getOwnPropertyDescriptor } = Reflect;

/** `uncurryThis(f)(receiver, ...args)` is `f.call(receiver, ...args)`, whatever becomes of `Function.prototype.call`. */
export const uncurryThis = Function.prototype.bind.bind(Function.prototype.call);

/** The property of the global that holds the class. */
export const name = 'WebSocket';

/** The host's class; undefined where there is none (older Node, some workers). */
export const Host = globalThis[name];

const missing = () => {
  throw new TypeError('This runtime has no WebSocket class of its own to connect with.');
};
const describe = (name) => (Host && getOwnPropertyDescriptor(Host.prototype, name)) ?? { get: missing, set: missing, value: missing };

/** The host's members that take no part in a decision, as they are. */
export const hostDescriptor = describe;

export const readyState = uncurryThis(describe('readyState').get);
export const bufferedAmount = uncurryThis(describe('bufferedAmount').get);
export const url = uncurryThis(describe('url').get);
export const protocol = uncurryThis(describe('protocol').get);
export const send = uncurryThis(describe('send').value);
export const setBinaryType = uncurryThis(describe('binaryType').set);

const hostClose = uncurryThis(describe('close').value);

/** Closes the host socket; `code` undefined: a Close frame without a body. */
export const close = (socket, code, reason) => (code === undefined ? hostClose(socket) : hostClose(socket, code, reason));

/** Makes a host socket that is an instance of `newTarget`. */
export const connect = (href, protocols, newTarget) => construct(Host ?? missing, [href, protocols], newTarget);

const { URL, DOMException, document, location } = globalThis;
const href = URL && uncurryThis(getOwnPropertyDescriptor(URL.prototype, 'href').get);

/** The serialised URL, parsed against the API base URL; throws where it cannot be parsed. */
export const parseUrl = (input) => {
  const base = document?.baseURI ?? location?.href;
  return href(base === undefined ? new URL(input) : new URL(input, base));
};

/** A DOMException to throw. */
export const domException = (name, message) => new DOMException(message, name);
