// What WebIDL adds to a class that JavaScript has made.
const { defineProperty } = Object;

/** Makes the members enumerable and gives the class its names, which minifiers change. */
export const finishClass = (Class, name, members) => {
  defineProperty(Class, 'name', { value: name });
  const { prototype } = Class;
  for (const member of members) defineProperty(prototype, member, { enumerable: true });
  defineProperty(prototype, Symbol.toStringTag, { value: name, configurable: true });
};
