// Scripts for pages that watch the package: when they are told to, they replace everything by spies that note who calls them.

/**
 * Defines `spying`: `calls` are `{ stage, name }`, what the package has called and in which `stage` of a program;
 * `spyOn(object, path)` replaces the functions and accessors of an object, `spyOf(fn, name)` makes one spy.
 *
 * A spy does what the original does. It notes a call if the package is on the stack, so native functions do not hide it.
 */
export function defineSpies() {
  'use strict';
  const { apply, construct, defineProperty, getOwnPropertyDescriptor, ownKeys } = Reflect;
  const { Error, Map, Symbol } = globalThis;
  const spies = new Map();
  let isNoting = false;
  Error.stackTraceLimit = 50;

  const note = (name) => {
    if (isNoting) return;
    isNoting = true;
    if (new Error().stack.includes('/package/dist/')) spying.calls.push({ stage: spying.stage, name });
    isNoting = false;
  };

  const spyOf = (original, name) => {
    if (!spies.has(original)) {
      const spy = function (...args) {
        note(name);
        if (new.target === undefined) return apply(original, this, args);
        return construct(original, args, new.target === spy ? original : new.target);
      };
      for (const key of ownKeys(original)) defineProperty(spy, key, getOwnPropertyDescriptor(original, key));
      spies.set(original, spy).set(spy, spy);
    }
    return spies.get(original);
  };

  const isInstance = Function.prototype[Symbol.hasInstance];
  const spyOnInstanceof = (path) =>
    function (value) {
      note(`instanceof ${path}`);
      return apply(isInstance, this, [value]);
    };

  const spyOn = (object, path) => {
    for (const key of ownKeys(object)) {
      const { value, get, set, ...rest } = getOwnPropertyDescriptor(object, key);
      const name = `${path}.${String(key)}`;
      // Classes are replaced on the global.
      const isMethod = typeof value === 'function' && !value.prototype;
      if (isMethod) defineProperty(object, key, { ...rest, value: spyOf(value, name) });
      if (get || set) {
        defineProperty(object, key, {
          ...rest,
          get: get && spyOf(get, `get ${name}`),
          set: set && spyOf(set, `set ${name}`),
        });
      }
    }
    if (typeof object === 'function') defineProperty(object, Symbol.hasInstance, { value: spyOnInstanceof(path) });
  };

  globalThis.spying = { calls: [], stage: '', note, spyOf, spyOn };
}

/** Defines `replaceEverything()`: every class and function on the global, and every member of it, becomes a spy. */
export function defineReplaceEverything() {
  'use strict';
  const { defineProperty, getOwnPropertyDescriptor, getPrototypeOf, ownKeys } = Reflect;
  const { spyOf, spyOn } = spying;
  // Aliases, such as DOMTokenList.prototype.forEach, are named by whom they belong to.
  const FIRST = ['Object', 'Function', 'Array', 'String', 'Promise', 'Map', 'Set', 'EventTarget', 'Event'];

  const hidden = () => ({
    Iterator: getPrototypeOf(getPrototypeOf([].values())),
    ArrayIterator: getPrototypeOf([].values()),
    MapIterator: getPrototypeOf(new Map().values()),
    TypedArray: getPrototypeOf(Uint8Array),
    'TypedArray.prototype': getPrototypeOf(Uint8Array.prototype),
  });

  const replace = (holder, name, path) => {
    const { value, writable, configurable, enumerable } = getOwnPropertyDescriptor(holder, name);
    if (typeof value !== 'function') return;
    if (value.prototype) spyOn(value.prototype, `${path}.prototype`);
    spyOn(value, path);
    if (configurable) defineProperty(holder, name, { value: spyOf(value, path), writable, configurable, enumerable });
    else if (writable) holder[name] = spyOf(value, path);
  };

  globalThis.replaceEverything = () => {
    for (const [path, object] of Object.entries(hidden())) spyOn(object, path);
    const names = ownKeys(globalThis).filter((name) => typeof name === 'string' && name !== 'spying');
    const namespaces = names.filter((name) => Object.prototype.toString.call(globalThis[name]) === `[object ${name}]`);
    for (const namespace of namespaces) {
      for (const name of ownKeys(globalThis[namespace]))
        replace(globalThis[namespace], name, `${namespace}.${String(name)}`);
    }
    for (const name of new Set([...FIRST, ...names])) replace(globalThis, name, name);
  };
}

/** Defines `plantTraps(names)`: accessors on Object.prototype that note who comes across them. */
export function definePlantTraps() {
  'use strict';
  const { defineProperty } = Reflect;
  const { note } = spying;
  globalThis.plantTraps = (names) => {
    for (const name of names) {
      defineProperty(Object.prototype, name, {
        __proto__: null,
        configurable: true,
        get() {
          note(`get Object.prototype.${name}`);
          return undefined;
        },
        set(value) {
          note(`set Object.prototype.${name}`);
          defineProperty(this, name, { __proto__: null, value, writable: true, enumerable: true, configurable: true });
        },
      });
    }
  };
}
