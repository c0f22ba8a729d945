// What WebIDL adds to a class that JavaScript has made.
import { construct, defineProperty, EventTarget, getPrototypeOf, toStringTag } from '../platform/captured.js';

/** A class to extend: its instances are objects of the platform, which structuredClone refuses, with the members of an Object. */
export function platformClass() {
  return markUncloneable(construct(EventTarget, [], new.target));
}
platformClass.prototype = getPrototypeOf({}) ?? null;

/** Makes structuredClone refuse an object; only needed in Node, where an EventTarget is an object like any other. */
export let markUncloneable = (object) => object;

/** Takes the function that does that. */
export const useMark = (mark) => {
  markUncloneable = (object) => {
    mark(object);
    return object;
  };
};

/** Makes the members enumerable and gives the class its names, which minifiers change. */
export const finishClass = (Class, name, members) => {
  const { prototype } = Class;
  defineProperty(Class, 'name', { value: name });
  defineProperty(prototype, toStringTag, { value: name, configurable: true });
  for (const member of members) defineProperty(prototype, member, { enumerable: true });
};

/** Gives a class of sockets the constants of `readyState`. */
export const defineStates = (Class) => {
  ['CONNECTING', 'OPEN', 'CLOSING', 'CLOSED'].forEach((name, value) => {
    for (const target of [Class, Class.prototype]) defineProperty(target, name, { value, enumerable: true });
  });
};
