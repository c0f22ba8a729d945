// What becomes of wasm-bindgen's glue in the package: without what no one uses here, and proof against pages.
import { SetupError } from './run.mjs';

/** The glue with only what the default entry needs of it. Every step fails where another wasm-bindgen writes it otherwise. */
export function trim(glue) {
  return [withoutParts, withoutClass, withoutOtherArguments, withOurMemory].reduce((text, step) => step(text), glue);
}

/**
 * The parts of the package that have a wasm of their own, cut out of the one that is compiled: name of the entry → the class
 * that holds its functions, which take and return nothing but numbers.
 */
export const PARTS = { reconnecting: 'Reconnecting', stream: 'Streaming' };

/** Names that the bundler makes short: only what passes between the wasm and our own scripts has snake-case names. */
export const MANGLED = /^[a-z]+(_[a-z]+)+$/;

/** The functions of a part: `[[name, name of the wasm's export]]`. */
export function functionsOfPart(glue, part) {
  return methodsOf(glue, PARTS[part]).map(([name, parameters, body]) => {
    const exported = passedOn(parameters, body);
    if (!exported) throw new SetupError(`${PARTS[part]}::${name} takes or returns more than numbers`);
    return [name, exported];
  });
}

/** The module of a part: `policy()` instantiates its wasm and returns the functions, by the wasm's own short names. */
export const glueOfPart = (part) => `
  import { instantiate } from 'package-core';
  import { length, text } from 'inlined-wasm-of-${part}';
  export const policy = () => instantiate(text, length);`;

/** What the scripts of a part call its functions, to the short names of the wasm: esbuild's `mangleCache`. */
export function namesOfPart(functions, names) {
  return Object.fromEntries(functions.map(([name, exported]) => {
    if (!MANGLED.test(name)) throw new SetupError(`${name}: what a part exports has to have a name of two words`);
    return [name, names.get(exported)];
  }));
}

const withoutParts = (glue) => Object.values(PARTS).reduce((text, name) => (
  classPatterns(name).reduce(removeOnce, text)
), glue);

const classPatterns = (name) => [
  new RegExp(`export class ${name} \\{\\n.*?\\n\\}\\n`, 's'),
  new RegExp(`if \\(Symbol\\.dispose\\) ${name}\\.prototype.*?;\\n`, 's'),
  new RegExp(`const ${name}Finalization = .*?\\(ptr, 1\\)\\);\\n`, 's'),
];

function methodsOf(glue, name) {
  const [, body = ''] = new RegExp(`export class ${name} \\{\\n(.*?)\\n\\}\\n`, 's').exec(glue) ?? [];
  const methods = Array.from(body.matchAll(/^    static ([a-z]\w*)\((.*?)\) (\{\n.*?\n    \})$/gms), ([, ...parts]) => parts);
  if (!methods.length) throw new SetupError(`the class ${name} of this wasm-bindgen has another form: see scripts/lib/glue.mjs`);
  return methods;
}

/** Replaces what must be there once. */
export function replaceOnce(text, from, to) {
  const parts = text.split(from);
  if (parts.length !== 2) throw new SetupError(`expected ${from} once in wasm-bindgen's glue, found it ${parts.length - 1} times`);
  return parts.join(to);
}

// `Core` is only a bag of functions, so it becomes an object, which class.js is given. What a method would only pass on, the
// wasm's own function is called with: its booleans are 0 and 1, and an address above 2 GiB would be a negative one.
function withoutClass(glue) {
  const methods = methodsOf(glue, 'Core').map(([name, parameters, body]) => {
    const exported = passedOn(parameters, body);
    return exported ? `${name}: wasm.${exported},` : `${name}(${parameters}) ${body},`;
  });
  return classPatterns('Core').reduce(removeOnce, replaceOnce(glue, 'Core.__wrap(arg0)', `{ constructor: { __proto__: null, ${methods.join('\n')} } }`));
}

/** The wasm's function that a method does nothing but call; undefined where it does more. */
function passedOn(parameters, body) {
  const [, exported] = /^\{\s+(?:const ret = )?wasm\.(\w+)\((.*)\);(?:\s+return ret(?: >>> 0| !== 0)?;)?\s+\}$/.exec(body) ?? [];
  return exported && body.includes(`wasm.${exported}(${parameters});`) ? exported : undefined;
}

// `initSync` is called in one way.
function withoutOtherArguments(glue) {
  return [/    if \(module !== undefined\) \{.*?\n    \}\n/s, /    if \(!\(module instanceof WebAssembly\.Module\)\) \{.*?\n    \}\n/s]
    .reduce(removeOnce, replaceOnce(glue, 'function initSync(module) {', 'function initSync({ module }) {'));
}

function withOurMemory(glue) {
  const unused = ['getDataViewMemory0', 'getUint8ArrayMemory0', 'decodeText'].map(functionNamed);
  const text = [...unused, /let cachedTextDecoder = .*?\n/, /let cachedDataViewMemory0 = .*?\n/, /let cachedUint8ArrayMemory0 = .*?\n/,
    /    cachedDataViewMemory0 = null;\n/, /    cachedUint8ArrayMemory0 = null;\n/, /    wasmInstance = instance;\n/, /    wasmModule = module;\n/,
     /cachedTextDecoder\.decode\(\);\n/, /const cachedTextEncoder = .*?\n/].reduce(removeOnce, glue);
  const bodies = {
    'getStringFromWasm0(ptr, len)': 'return readString(wasm.memory, ptr, len);',
    'passStringToWasm0(arg, malloc)': 'return writeString(wasm.memory, arg, malloc, (length) => { WASM_VECTOR_LEN = length; });',
  };
  const replaced = Object.entries(bodies).reduce((so, [signature, body]) => (
    replaceOnce(so, functionNamed(signature.replace(/\(.*/, '')), `function ${signature} { ${body} }\n`)
  ), text);
  const imports = "import { getReference, readString, setReference, writeNumber, writeString } from 'package-memory';\n";
  return imports + replaced
    .replaceAll(/getDataViewMemory0\(\)\.setInt32\((.*), true\)/g, 'writeNumber(wasm.memory, $1)')
    .replaceAll(/(wasm\.__wbindgen_externrefs)\.get\(/g, 'getReference($1, ')
    .replaceAll(/(wasm\.__wbindgen_externrefs|table)\.set\(/g, 'setReference($1, ')
    .replaceAll(', wasm.__wbindgen_realloc)', ')')
    // Addresses below 2 GiB, and numbers that are as small.
    .replaceAll(' >>> 0', '')
    .replaceAll('new Array()', '[]');
}

const functionNamed = (name) => new RegExp(`function ${name}\\(.*?\\n\\}\\n`, 's');

const removeOnce = (text, pattern) => replaceOnce(text, pattern, '');
