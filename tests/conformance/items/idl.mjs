// The shape of the interfaces against the published IDL: nothing here names a member.
import published from 'published-shape';

/** The class under test for WebSocket; the scope's own for what events are made of. */
const classOf = (t, name) => (name === 'WebSocket' ? t.WebSocket : t.needs(globalThis[name], name));

const ID = { WebSocket: '1.12', CloseEvent: '13.1' };

export const idl = Object.entries(published).flatMap(([name, shape]) => {
  const item = (title, run) => ({ id: ID[name], title: `IDL: ${title}`, run: (t) => run(t, classOf(t, name)) });
  return [
    item(`${name} is an interface that inherits from ${shape.inherits}`, (t, theClass) =>
      checkInterface(t, theClass, name, shape),
    ),
    item(`${name} is exposed in ${shape.exposed.join(' and ')}`, (t) => {
      t.equal(typeof globalThis[name], 'function');
    }),
    item(`${name} has no members but these`, (t, theClass) => checkNames(t, theClass, shape)),
    ...shape.constants.map(({ name: constant, value }) =>
      item(`${name}.${constant} is the constant ${value}`, (t, theClass) => {
        const expected = { value, writable: false, enumerable: true, configurable: false };
        for (const target of [theClass, theClass.prototype])
          t.equal(Object.getOwnPropertyDescriptor(target, constant), expected);
      }),
    ),
    ...shape.attributes.map(({ name: attribute, readonly }) => {
      const title = `${name}.${attribute} is ${readonly ? 'a read-only' : 'an'} attribute`;
      return item(title, (t, theClass) => checkAttribute(t, theClass, attribute, readonly));
    }),
    ...shape.operations.map(({ name: operation, length }) => {
      const title = `${name}.${operation} is an operation that requires ${length} ${length === 1 ? 'argument' : 'arguments'}`;
      return item(title, (t, theClass) => checkOperation(t, theClass, operation, length));
    }),
  ];
});

function checkInterface(t, theClass, name, { inherits, length }) {
  const { prototype } = theClass;
  t.same(Object.getPrototypeOf(theClass), globalThis[inherits]);
  t.same(Object.getPrototypeOf(prototype), globalThis[inherits].prototype);
  t.equal([theClass.name, theClass.length], [name, length]);
  const fixed = { value: prototype, writable: false, enumerable: false, configurable: false };
  t.equal(Object.getOwnPropertyDescriptor(theClass, 'prototype'), fixed);
  t.same(prototype.constructor, theClass);
  const tag = Object.getOwnPropertyDescriptor(prototype, Symbol.toStringTag);
  t.equal(tag, { value: name, writable: false, enumerable: false, configurable: true });
  t.throws('TypeError', () => theClass('x'), 'without new');
  if (length > 0) t.throws('TypeError', () => new theClass(...Array(length - 1).fill('x')), 'with an argument less');
}

function checkNames(t, theClass, { constants, attributes, operations }) {
  const names = (members) => members.map(({ name }) => name);
  const enumerable = (object) => Object.keys(object).sort();
  t.equal(enumerable(theClass), names(constants).sort());
  t.equal(enumerable(theClass.prototype), names([...constants, ...attributes, ...operations]).sort());
  const hidden = Reflect.ownKeys(theClass.prototype).filter((key) => !Object.keys(theClass.prototype).includes(key));
  t.equal(hidden.map(String).sort(), ['Symbol(Symbol.toStringTag)', 'constructor']);
}

function checkAttribute(t, theClass, attribute, readonly) {
  const { get, set, ...flags } = Object.getOwnPropertyDescriptor(theClass.prototype, attribute);
  t.equal(flags, { enumerable: true, configurable: true });
  t.equal([get.name, get.length], [`get ${attribute}`, 0]);
  t.equal(set && [set.name, set.length], readonly ? undefined : [`set ${attribute}`, 1]);
  t.throws('TypeError', () => Reflect.apply(get, {}, []), 'getter on another object');
  if (set) t.throws('TypeError', () => Reflect.apply(set, {}, ['x']), 'setter on another object');
}

function checkOperation(t, theClass, operation, length) {
  const { value, ...flags } = Object.getOwnPropertyDescriptor(theClass.prototype, operation);
  t.equal(flags, { writable: true, enumerable: true, configurable: true });
  t.equal([typeof value, value.name, value.length], ['function', operation, length]);
  t.throws('TypeError', () => Reflect.construct(value, []), 'as a constructor');
  t.throws('TypeError', () => Reflect.apply(value, {}, Array(length).fill('x')), 'on another object');
}
