// What the published IDL says about the shape of the interfaces, as plain data for the scopes.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { parse } from 'webidl2';

/**
 * The interfaces of the WebSockets Standard, as published: name → `{ inherits, exposed, length, constants, attributes,
 * operations }`, where lengths count the required arguments.
 */
export function publishedShape() {
  const file = createRequire(import.meta.url).resolve('@webref/idl/websockets.idl');
  const interfaces = parse(readFileSync(file, 'utf8')).filter(({ type }) => type === 'interface');
  return Object.fromEntries(interfaces.map((definition) => [definition.name, shapeOf(definition)]));
}

function shapeOf({ inheritance, extAttrs, members }) {
  const membersOf = (type) => members.filter((member) => member.type === type);
  return {
    inherits: inheritance,
    exposed: extAttrs.find(({ name }) => name === 'Exposed').rhs.value.map(({ value }) => value),
    length: Math.min(...membersOf('constructor').map(requiredArguments)),
    constants: membersOf('const').map(({ name, value }) => ({ name, value: Number(value.value) })),
    attributes: membersOf('attribute').map(({ name, readonly }) => ({ name, readonly })),
    operations: membersOf('operation').map((member) => ({ name: member.name, length: requiredArguments(member) })),
  };
}

function requiredArguments(member) {
  return member.arguments.filter(({ optional, variadic }) => !optional && !variadic).length;
}
