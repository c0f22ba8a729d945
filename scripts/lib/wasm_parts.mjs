// What a wasm file consists of: its sections and its functions, with their names and where they are.

const [CUSTOM, IMPORTS, CODE, DATA] = [0, 2, 10, 11];
const SECTIONS = ['custom', 'types', 'imports', 'functions', 'tables', 'memory', 'globals', 'exports', 'start', 'elements', 'code', 'data', 'data count'];

/**
 * `{ sections, functions, segments }`: `start` and `end` in the file, the `name` (of functions where there is a section of
 * names), and the `address` at which a segment of data goes into memory.
 */
export function partsOf(bytes) {
  const reader = new Reader(bytes, 8);
  const sections = [];
  const functions = [];
  const segments = [];
  let imported = 0;
  let names = new Map();
  while (reader.at < bytes.length) {
    const start = reader.at;
    const id = reader.byte();
    const end = reader.number() + reader.at;
    sections.push({ name: SECTIONS[id] ?? 'custom', start, end });
    if (id === IMPORTS) imported = importedFunctions(reader);
    if (id === CODE) functions.push(...bodies(reader));
    if (id === DATA) segments.push(...segmentsOf(reader));
    if (id === CUSTOM && reader.text() === 'name') names = functionNames(reader, end);
    reader.at = end;
  }
  return { sections, segments, functions: functions.map((body, index) => ({ name: names.get(imported + index) ?? '', ...body })) };
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

// All are put into the one memory when the wasm is instantiated, at an address that is a constant.
function segmentsOf(reader) {
  return Array.from({ length: reader.number() }, () => {
    const [kind, instruction, address, end] = [reader.number(), reader.byte(), reader.number(), reader.byte()];
    if (kind !== 0 || instruction !== 0x41 || end !== 0x0b) throw new Error('the wasm has a segment of data without a constant address');
    const length = reader.number();
    reader.at += length;
    return { address, start: reader.at - length, end: reader.at };
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
