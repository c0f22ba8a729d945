// The configurations in which the conformance items and the fuzz programs run. A page must not be able to tell one from another.
// Loaded by Node, by pages and by workers: it imports nothing.

/**
 * Name → `{ what, patch, equip }`.
 *
 * `what` is a short description. `patch` gets the host's class before the package is imported, and returns what is on the global
 * instead. `equip` gets our class and the package's other exports, and returns the class under test.
 */
export const CONFIGURATIONS = {
  plain: { what: 'the class alone' },

  'high-water-mark': {
    what: 'a high-water mark of 64 KiB on every socket',
    equip: (Class) => withHighWaterMark(Class, 65536),
  },
  // Every message waits until the host has transmitted the message before it.
  'low-water-mark': {
    what: 'a high-water mark of 1 byte on every socket',
    equip: (Class) => withHighWaterMark(Class, 1),
  },

  inspector: { what: 'an inspector on every socket, read at every event', equip: withInspector },

  'patched-function': {
    what: 'a host that a page has replaced by a plain function',
    patch: (Native) =>
      function WebSocket(url, protocols) {
        return new Native(url, protocols);
      },
  },
  'patched-es5-class': {
    what: 'a host that a page has replaced by a function with the prototype and the constants of the class',
    patch(Native) {
      function WebSocket(...args) {
        return new Native(...args);
      }
      WebSocket.prototype = Native.prototype;
      return Object.assign(WebSocket, { CONNECTING: 0, OPEN: 1, CLOSING: 2, CLOSED: 3 });
    },
  },
  'patched-bound': {
    what: 'a host that a page has replaced by a bound function',
    patch: (Native) => Native.bind(undefined),
  },
  'patched-proxy': {
    what: 'a host that a page has replaced by a Proxy whose construct trap makes another object',
    patch: (Native) => new Proxy(Native, { construct: (target, args) => new Native(...args) }),
  },
  'patched-subclass': {
    what: 'a host that a page has replaced by a subclass that looks at itself while it is made',
    patch: loggingSubclass,
  },
};

/** The names of all configurations that start so; throws one line that names all of them if none does. */
export function namesOfConfigurations(start) {
  const all = Object.keys(CONFIGURATIONS);
  const found = all.filter((name) => name.startsWith(start));
  if (found.length) return found;
  throw new Error(`there is no configuration ${start}: choose from ${all.join(', ')}`);
}

/** The names of the configurations beside the plain one that are the share of one of these places: each is the share of one. */
export function shareOf(place, places) {
  const others = Object.keys(CONFIGURATIONS).filter((name) => name !== 'plain');
  return others.filter((name, index) => places[index % places.length] === place);
}

/** The configuration with this name, by default the plain one; throws one line that names all of them if there is none. */
export function configurationOf(name = 'plain') {
  if (Object.hasOwn(CONFIGURATIONS, name)) return CONFIGURATIONS[name];
  throw new Error(`there is no configuration ${name}: choose from ${Object.keys(CONFIGURATIONS).join(', ')}`);
}

/** Puts what the page has in the host's place on the global. Runs before the package is imported. */
export function patchGlobal(name) {
  const { patch } = configurationOf(name);
  // An assignment keeps the flags of the property.
  if (patch) globalThis.WebSocket = patch(globalThis.WebSocket);
}

/** The class under test. `tools` are the package's other exports. */
export function equip(name, Class, tools) {
  return configurationOf(name).equip?.(Class, tools) ?? Class;
}

function withHighWaterMark(Class, highWaterMark) {
  return constructedBy(Class, ([url, protocols, ...rest], newTarget, count) => {
    const options =
      Object(protocols) === protocols ? optionsOf(protocols, highWaterMark) : { protocols, highWaterMark };
    return Reflect.construct(Class, count === 0 ? [] : [url, options, ...rest], newTarget);
  });
}

/**
 * A dictionary that says the same as the second argument of the constructor, and has a mark. It reads the argument as often
 * and in the same order as the constructor would.
 */
function optionsOf(protocols, highWaterMark) {
  let method;
  const get = (target, name) => {
    if (name === 'highWaterMark') return highWaterMark;
    if (name === Symbol.iterator) {
      method = protocols[name];
      return undefined;
    }
    if (method === undefined || method === null) return protocols[name];
    return name === 'protocols' ? iterableBy(method, protocols) : undefined;
  };
  return new Proxy({}, { get });
}

const iterableBy = (method, iterated) => ({
  [Symbol.iterator]: typeof method === 'function' ? () => Reflect.apply(method, iterated, []) : method,
});

function withInspector(Class, { inspect }) {
  return constructedBy(Class, (args, newTarget) => {
    const socket = Reflect.construct(Class, args, newTarget);
    const inspector = inspect(socket);
    const read = () => inspector.snapshot();
    for (const type of ['open', 'message', 'error', 'close'])
      EventTarget.prototype.addEventListener.call(socket, type, read);
    read();
    return socket;
  });
}

/** A class that looks the same to a page and constructs in this way. */
function constructedBy(Class, construct) {
  const Equipped = new Proxy(Class, {
    construct: (target, args, newTarget) => construct(args, newTarget === Equipped ? Class : newTarget, args.length),
  });
  Object.defineProperty(Class.prototype, 'constructor', { value: Equipped });
  return Equipped;
}

function loggingSubclass(Native) {
  return class WebSocket extends Native {
    #log = [];

    constructor(url, protocols) {
      super(url, protocols);
      this.#log.push([this.url, this.readyState, this.bufferedAmount, this.binaryType, String(protocols)]);
      this.addEventListener('close', ({ code }) => {
        this.#log.push(code);
      });
    }

    addEventListener(...args) {
      this.#log.push(args[0]);
      return super.addEventListener(...args);
    }
  };
}
