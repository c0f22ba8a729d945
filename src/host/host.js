// The host: the browser's own socket class, captured once when this module is evaluated, so that a page that puts
// another class (ours, too) on the global later changes nothing here. Only `wrapHost` puts another in its place.
import {
  apply,
  construct,
  defineProperty,
  deleteProperty,
  document,
  find,
  findGetter,
  getOwnPropertyDescriptor,
  getPrototypeOf,
  getterOf,
  has,
  NONE,
  ownKeys,
  setPrototypeOf,
  TypeError,
  take,
  takeGetter,
  URL,
} from '../platform/captured.js';
import { toArray } from './arrays.js';
import { below, name } from './layers.js';

export { name };

const isExtensible = take('Reflect', 'isExtensible');
const includes = take('String', 'includes');
const startsWith = take('String', 'startsWith');
// Whatever `Function` is on the global.
const { toString } = find;

/** The class on the global when this module was evaluated, below classes of this package: `value` is undefined if there was none. */
export const original = below();

/** What our class has in the place of the host's own member, or takes from it. */
const MEMBERS = [
  'readyState',
  'bufferedAmount',
  'protocol',
  'extensions',
  'binaryType',
  'send',
  'close',
  'onopen',
  'onmessage',
  'onerror',
  'onclose',
  'url',
];

let Host;
let membersOf;
/** Whether it is the platform's own class as it was, so that what it makes is known. */
export let isPlain;
/** Whether what it makes is wrapped in any case. */
let isForeign;

const get = (socket, member) => apply(membersOf(socket)[member].get, socket, NONE);

/** The members of a host socket. */
export const url = (socket) => get(socket, 'url');
export const readyState = (socket) => get(socket, 'readyState');
export const bufferedAmount = (socket) => get(socket, 'bufferedAmount');
export const extensions = (socket) => get(socket, 'extensions');
export const protocol = (socket) => get(socket, 'protocol');
/** Empty for a wrapped host: it takes no Blobs. */
export const binaryType = (socket) => get(socket, 'binaryType');
export const setBinaryType = (socket, value) => apply(membersOf(socket).binaryType.set, socket, [value]);

export const send = (socket, data) => call(socket, 'send', [data]);

/** Without a code, or with 0: a Close frame without a body. */
export const close = (socket, code, reason) => call(socket, 'close', code ? [code, reason] : NONE);

const call = (socket, member, args) => apply(membersOf(socket)[member].value, socket, args);

/** The class by whose constructor the latest socket is made: ours, or what someone has put around it. */
export let called;

/**
 * Makes a host socket that is an instance of `Class`; `caller` is the `new.target` of our constructor.
 * A page may have put another class in the host's place. That makes what it likes, under its own prototype, so that it may look at it
 * meanwhile. What comes back is adopted if it is one of the platform's sockets, otherwise wrapped; without a wrapper it is returned as
 * it is; or undefined, if nobody can parse the URL. The platform's own class gets `targetAddressSpace` if it takes a dictionary.
 */
export const connect = (url, protocols, Class, caller, targetAddressSpace) => {
  called = caller;
  // A constructor may change it.
  const isWrapped = isForeign;
  const hasList = protocols.length || isWrapped || targetAddressSpace;
  const list = hasList ? toArray(protocols) : NONE;
  const args = hasList
    ? [url, targetAddressSpace && isPlain ? { __proto__: null, protocols: list, targetAddressSpace } : list]
    : [url];
  const { prototype } = Class;
  let made;
  try {
    made = construct(Host, args, isPlain ? Class : Host);
  } catch (error) {
    if (!isPlain) throw error;
    // A class that takes no dictionary wants a string of it, which has no method for that: nothing was done yet.
    if (targetAddressSpace) return connect(url, protocols, Class, caller);
    // What the platform refuses and the standard does not, such as mixed content, is to fail as the network does: a blocked port does.
    const serialised = parseUrl(url);
    if (!serialised) return serialised;
    made = construct(Host, ['wss://0:1'], Host);
    defineProperty(made, 'url', { __proto__: null, get: () => serialised, configurable: true });
  }
  // A page can make a function of its own look built-in.
  if (getPrototypeOf(made) === prototype || (!isWrapped && adopt(made, prototype)) || !wrap) return made;
  const wrapped = new Hosted(wrap(made, url, list));
  setPrototypeOf(wrapped, prototype);
  return wrapped;
};

/** Makes a host socket of an object that cannot be adopted; undefined if no entry has imported the wrapper. */
let wrap;
/** Reads a Blob for hosts that take none: as `readBytes` in blob.js. */
export let readBytes;

/** Node 20 and 22 have none of their own. */
export let CloseEvent = find('CloseEvent');

/** The size of a Blob; throws for anything else. A Blob has to be known as one if there are any. */
export let blobSize = find('Blob') && takeGetter('Blob', 'size');

/** Whether a signal is aborted, whatever the page dispatches at it; throws if it is no signal. */
export let isAborted =
  findGetter('AbortSignal', 'aborted') ??
  (({ aborted }) => {
    // A class of signals that is not on the global.
    if (aborted === !!aborted) return aborted;
    throw aborted;
  });

/** Has what cannot be adopted wrapped, and what a script has written known: its Blobs and signals. */
export const useWrapper = (closeEvent, sizeOf, asksSignal, reader, wrapper) => {
  CloseEvent = closeEvent;
  blobSize = sizeOf;
  isAborted = asksSignal;
  readBytes = reader;
  wrap = wrapper;
};

/** Whether there is a class to connect with now. */
export let hasHost;

/**
 * Takes this class as the host from now on. If `isWrapped`, all that it makes is wrapped; `isThere` says whether it can connect.
 * Returns the arguments with which the host of before is taken again.
 */
export const useHost = (Class, isWrapped, isThere, isOwn) => {
  const before = [Host, isForeign, hasHost, isPlain];
  Host = Class;
  isForeign = isWrapped;
  hasHost = isThere;
  isPlain = isOwn;
  return before;
};

/** The host's own descriptor of a member: the one of the class, or one that asks each socket for its own, by functions with the member's name. */
export const hostDescriptor = (member) =>
  isPlain
    ? plainMembers[member]
    : getOwnPropertyDescriptor(
        member === 'send'
          ? {
              send(data) {
                send(this, data);
              },
            }
          : {
              get [member]() {
                return get(this, member);
              },
              set [member](value) {
                apply(membersOf(this)[member].set, this, [value]);
              },
            },
        member,
      );

/** The members of a host socket, or of its prototype. Up the chain, as a page may have put a subclass in the class's place. */
const capture = (holder) => {
  const members = { __proto__: null };
  for (let index = 0; index < MEMBERS.length; index += 1) members[MEMBERS[index]] = memberOf(holder, MEMBERS[index]);
  return members;
};

const memberOf = (object, member) => {
  for (; object; object = getPrototypeOf(object)) {
    const descriptor = getOwnPropertyDescriptor(object, member);
    if (descriptor?.get || typeof descriptor?.value === 'function') return descriptor;
  }
  return undefined;
};

/** Whether a function is built in, judged by its text, which begins with `start`. */
export const isNative = (fn, start) => {
  const text = `${apply(toString, fn, NONE)}`;
  return apply(startsWith, text, [start]) && apply(includes, text, ['[native code]']);
};

/**
 * A parent class whose constructor returns the object that it is given. A class that extends it puts its private fields onto that object:
 * a socket carries them where no page can see them.
 *
 * @type {new (object: any) => object}
 */
export const Stamp = /** @type {any} */ (
  function (object) {
    return object;
  }
);

/** A socket of a host that is not plain, and its members as they were when it came back from that. */
class Hosted extends Stamp {
  #members;

  constructor(object) {
    super(object);
    this.#members = capture(this);
  }

  static {
    membersOf = (socket) => (#members in socket || isForeign ? socket.#members : plainMembers);
  }
}

// Adopts a socket if it can be; returns whether it could. Members that the page has put onto it are read instead of the host's.
const adopt = (made, prototype) => {
  try {
    const root = rootOf(made);
    if (!root || !isExtensible(made)) return false;
    new Hosted(made);
    for (let index = 0; index < MEMBERS.length; index += 1) if (!deleteProperty(made, MEMBERS[index])) return false;
    keepAdditions(getPrototypeOf(made), prototype, root);
    return setPrototypeOf(made, prototype);
  } catch {
    return false;
  }
};

// The platform's own prototype of a socket, by a getter that takes this for its own: a mock has none, and a Proxy is refused. No
// script has a reason to replace this one.
const rootOf = (made) => {
  for (let object = getPrototypeOf(made); object; object = getPrototypeOf(object)) {
    const get = getOwnPropertyDescriptor(object, 'extensions')?.get;
    if (get && isNative(get, 'function') && has(getterOf(get), made)) return object;
  }
  return undefined;
};

/** Gives our prototype what the page has added to the host's: its own members, and those of EventTarget that it overrides. */
export const keepAdditions = (object, prototype, root = object) => {
  for (; ; object = getPrototypeOf(object)) {
    const keys = ownKeys(object);
    for (let index = 0; index < keys.length; index += 1) {
      const key = keys[index];
      if (!getOwnPropertyDescriptor(prototype, key))
        defineProperty(prototype, key, getOwnPropertyDescriptor(object, key));
    }
    if (object === root) return;
  }
};

/** In the place of a class. */
export function missing() {
  throw new TypeError('This runtime has no WebSocket: give one to wrapHost() of websocket-wasm/wrap-host.');
}

const location = find('location');
const href = takeGetter('URL', 'href');
const baseURI = findGetter('Node', 'baseURI');
// Others than pages have a `document` as well, made by a script.
export const isPage = baseURI && has(baseURI, document);

const parse = (input, base) => {
  try {
    return href(new URL(input, base));
  } catch {
    return undefined;
  }
};

/** The serialised URL, parsed against the API base URL, which may be none; undefined if it cannot be parsed. */
export const parseUrl = (input) => parse(input, isPage ? baseURI(document) : location?.href) ?? parse(input);

const { value: Original } = original;
const plainMembers = capture(Original?.prototype);
useHost(
  Original ?? missing,
  false,
  () => Original,
  typeof Original === 'function' &&
    isNative(Original, `function ${name}()`) &&
    MEMBERS.every((member) => plainMembers[member]),
);
