// The parts of the platform that the package uses. The functions here take them while the modules are evaluated, before a page
// can replace them. They never throw: a missing part is noted, and the entry names it in its one error. A module that reads
// `X.prototype.member` itself would throw at import, so none does.
/** @type {{ Reflect?: any }} */
const { Reflect: reflect = {} } = globalThis;
const nothing = () => {};
export const getOwnPropertyDescriptor = reflect.getOwnPropertyDescriptor ?? nothing;
export const getPrototypeOf = reflect.getPrototypeOf ?? nothing;
export const NONE = [];

let missing;

/** The first thing that was missing since the last call, as a name; undefined if all was there. */
export const takeMissing = () => {
  const name = missing;
  missing = undefined;
  return name;
};

/**
 * A global, or a member of one as `find` has it. If it is missing, that is noted, and a function that does nothing takes its place.
 *
 * @returns {any}
 */
export const take = (name, member, scope) => {
  const found = find(name, member, scope);
  if (found !== undefined) return found;
  missing ??= member ? `${name}.${member.toString()}` : name;
  return function () {};
};

/**
 * A global; or a member of the instances of one, or of itself: the getter of an accessor, the value of anything else. Undefined
 * if it is missing. `scope` is another object to take it from.
 *
 * @returns {any}
 */
export const find = (name, member, scope = globalThis) => {
  try {
    const owner = scope[name];
    if (!member) return owner;
    // The last is for a function around a class, with a prototype of its own.
    const { get, value } =
      descriptorOf(owner.prototype, member) ?? descriptorOf(owner, member) ?? descriptorOf(new owner(), member);
    return get ?? value;
  } catch {
    return undefined;
  }
};

/** The descriptor of a member, wherever on the prototype chain. */
export const descriptorOf = (object, member) => {
  const owner = ownerOf(object, member);
  return owner && getOwnPropertyDescriptor(owner, member);
};

/** The object on the prototype chain that has a member: a subclass in the place of a class has none of its own. */
export const ownerOf = (object, member) => {
  try {
    let owner = object;
    while (owner && !getOwnPropertyDescriptor(owner, member)) owner = getPrototypeOf(owner);
    return owner;
  } catch {
    return undefined;
  }
};

/** Calls a getter with its receiver. `Function.prototype.call` may have been replaced. */
export const getterOf = (get) => (receiver) => apply(get, receiver, NONE);

/** Calls a method with its receiver and arguments. */
export const methodOf =
  (method) =>
  (receiver, ...args) =>
    apply(method, receiver, args);

/** The same for a getter or a method that the package cannot do without. */
export const takeGetter = (name, member, scope) => getterOf(take(name, member, scope));
export const takeMethod = (name, member) => methodOf(take(name, member));

/** A getter as a function of its receiver; undefined if the platform has none. */
export const findGetter = (name, member) => {
  const get = find(name, member);
  return get && getterOf(get);
};

/** Whether a value has a slot: a getter of a built-in class throws if the receiver is not of that class. */
export const has = (get, value) => {
  try {
    get(value);
    return true;
  } catch {
    return false;
  }
};

// First, as nothing else can be found without them.
take('Reflect', 'getOwnPropertyDescriptor');
take('Reflect', 'getPrototypeOf');

// What more than one module uses.
export const apply = take('Reflect', 'apply');
export const construct = take('Reflect', 'construct');
export const defineProperty = take('Reflect', 'defineProperty');
export const deleteProperty = take('Reflect', 'deleteProperty');
export const ownKeys = take('Reflect', 'ownKeys');
export const setPrototypeOf = take('Reflect', 'setPrototypeOf');
export const assign = take('Object', 'assign');
export const DOMException = take('DOMException');
export const Error = find('Error') ?? take('TypeError');
export const Event = take('Event');
export const EventTarget = take('EventTarget');
export const FinalizationRegistry = take('FinalizationRegistry');
export const Promise = take('Promise');
export const TypeError = take('TypeError');
export const URL = take('URL');
export const Uint8Array = take('Uint8Array');
export const WeakMap = take('WeakMap');
export const getFrom = takeMethod('WeakMap', 'get');
export const setIn = takeMethod('WeakMap', 'set');
export const WebAssembly = take('WebAssembly');
export const iterator = take('Symbol', 'iterator');
export const timeOfDay = take('Date', 'now');
export const toStringTag = take('Symbol', 'toStringTag');
export const clearTimeout = take('clearTimeout');
export const setTimeout = take('setTimeout');
// A platform may do without it.
export const document = find('document');
