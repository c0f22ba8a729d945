// What WebIDL adds to a class that JavaScript has made.
import { defineProperty, take } from './captured.js';

const toStringTag = take('Symbol', 'toStringTag');

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
