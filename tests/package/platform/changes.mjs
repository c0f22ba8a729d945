// What is changed on the platform before the package is loaded.
import vm from 'node:vm';

/**
 * A list of changes to these globals, each with a `name`, the `global`, and `change(realm)`, which returns what undoes it. Members are
 * those whose names the package's text has. What cannot be undone comes last.
 */
export function changesTo(names, realm, text) {
  const words = { '': new Set(text.match(/[A-Za-z]\w*/g)), '.prototype': new Set(text.match(/(?<=["'])\w+(?=["'])/g)) };
  return [
    ...names.map((name) => ({
      name: `${name} is missing`,
      global: name,
      change: (realm) => {
        delete realm[name];
      },
    })),
    ...names
      .filter((name) => isClass(realm, name))
      .flatMap((name) => [
        {
          name: `${name} is a subclass`,
          global: name,
          change: (realm) => replace(realm, name, `class extends ${name} {}`),
        },
        {
          name: `${name} is a function around it`,
          global: name,
          change: (realm) => replace(realm, name, aroundOf(name)),
        },
      ]),
    ...names.flatMap((name) =>
      membersOf(realm, name, words).map(({ where, key }) => ({
        name: `${name}${where}.${key} is missing`,
        global: name,
        member: key,
        change: (realm) => removeMember(realm, `${name}${where}`, key),
      })),
    ),
    { name: 'WebSocket is fixed', global: 'WebSocket', change: (realm) => fix(realm, 'WebSocket') },
    {
      name: 'everything else is fixed',
      change: (realm) => names.forEach((name) => name !== 'WebSocket' && fix(realm, name)),
    },
    { name: 'everything is frozen', change: (realm) => names.forEach((name) => freeze(realm, name)) },
  ];
}

const evaluate = (realm, source) => vm.runInContext(source, realm);

const isClass = (realm, name) =>
  /^[A-Z]/.test(name) && evaluate(realm, `typeof ${name} === 'function' && !!${name}.prototype`);

function replace(realm, name, source) {
  realm[name] = evaluate(realm, `(${source})`);
}

const aroundOf = (name) =>
  `((Class) => function (...args) { return new.target ? Reflect.construct(Class, args) : Class(...args); })(${name})`;

/** Keys of a global that the text has, and of its prototype that it has in quotes, up to the prototypes of Object and Function. */
function membersOf(realm, name, words) {
  const of = (where) => {
    const keys = new Set(keysOf(evaluate(realm, `Object(${name})${where}`)));
    return [...keys]
      .filter((key) => words[where].has(key) && !NOT_CAPTURED.includes(key))
      .map((key) => ({ where, key }));
  };
  return [...of(''), ...of('.prototype')];
}

function* keysOf(value) {
  for (
    let owner = value;
    owner && Object.getPrototypeOf(owner) && !isFunctionPrototype(owner);
    owner = Object.getPrototypeOf(owner)
  ) {
    const descriptors = Object.getOwnPropertyDescriptors(owner);
    yield* Object.keys(descriptors).filter((key) => descriptors[key].configurable);
  }
}

// Of any realm.
const isFunctionPrototype = (value) => typeof value === 'function' && Object.hasOwn(value, 'apply');

/** What classes have by themselves, or only the exercise reads. */
const NOT_CAPTURED = ['constructor', 'length', 'message', 'name', 'toString'];

function removeMember(realm, path, key) {
  const removed = [];
  for (let owner = evaluate(realm, path); owner; owner = Object.getPrototypeOf(owner)) {
    const descriptor = Object.getOwnPropertyDescriptor(owner, key);
    if (descriptor && Reflect.deleteProperty(owner, key)) removed.push([owner, descriptor]);
  }
  return () => removed.forEach(([owner, descriptor]) => Object.defineProperty(owner, key, descriptor));
}

function fix(realm, name) {
  evaluate(
    realm,
    `Object.defineProperty(globalThis, '${name}', { value: ${name}, writable: false, configurable: false })`,
  );
}

function freeze(realm, name) {
  evaluate(realm, `Object.freeze(${name}); if (Object(${name}).prototype) Object.freeze(${name}.prototype);`);
}
