// What a wasm file consists of: its sections and its functions, with their names and where they are.

const [CUSTOM, IMPORTS, CODE] = [0, 2, 10];
const SECTIONS = [
  'custom',
  'types',
  'imports',
  'functions',
  'tables',
  'memory',
  'globals',
  'exports',
  'start',
  'elements',
  'code',
  'data',
  'data count',
];

/** `{ sections, functions }`, each with `start` and `end` in the file and a `name`; functions have one only if the file has a section of names. */
export function partsOf(bytes) {
  const reader = new Reader(bytes, 8);
  const sections = [];
  const functions = [];
  let imported = 0;
  let names = new Map();
  while (reader.at < bytes.length) {
    const start = reader.at;
    const id = reader.byte();
    const end = reader.number() + reader.at;
    sections.push({ name: SECTIONS[id] ?? 'custom', start, end });
    if (id === IMPORTS) imported = importedFunctions(reader);
    if (id === CODE) functions.push(...bodies(reader));
    if (id === CUSTOM && reader.text() === 'name') names = functionNames(reader, end);
    reader.at = end;
  }
  return {
    sections,
    functions: functions.map((body, index) => ({ name: names.get(imported + index) ?? '', ...body })),
  };
}

class Reader {
  constructor(bytes, at) {
    this.bytes = bytes;
    this.at = at;
  }

  byte() {
    return this.bytes[this.at++];
  }

  // LEB128
  number() {
    let number = 0;
    for (let weight = 1; ; weight *= 128) {
      const byte = this.byte();
      number += (byte & 127) * weight;
      if (byte < 128) return number;
    }
  }

  text() {
    const length = this.number();
    this.at += length;
    return this.bytes.toString('utf8', this.at - length, this.at);
  }
}

// All others are exports, so that functions are the only kind there is.
function importedFunctions(reader) {
  const count = reader.number();
  for (let index = 0; index < count; index += 1) {
    const [module, name, kind] = [reader.text(), reader.text(), reader.byte()];
    if (kind !== 0) throw new Error(`the wasm imports ${module}.${name}, which is no function`);
    reader.number();
  }
  return count;
}

function bodies(reader) {
  return Array.from({ length: reader.number() }, () => {
    const start = reader.at;
    const length = reader.number();
    reader.at += length;
    return { start, end: reader.at };
  });
}

function functionNames(reader, end) {
  while (reader.at < end) {
    const isOfFunctions = reader.byte() === 1;
    const next = reader.number() + reader.at;
    if (isOfFunctions) return new Map(Array.from({ length: reader.number() }, () => [reader.number(), reader.text()]));
    reader.at = next;
  }
  return new Map();
}
