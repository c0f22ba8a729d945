// What becomes of wasm-bindgen's glue in the package: without what no one uses here, and proof against pages.
import { SetupError } from './run.mjs';

/** The glue with only what this package needs of it. Every step fails where another wasm-bindgen writes it otherwise. */
export function trim(glue) {
  return [withoutClass, withoutOtherArguments, withOurMemory].reduce((text, step) => step(text), glue);
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
  const [declared, body] = /export class Core \{\n(.*?)\n\}\n/s.exec(glue) ?? [];
  const methods = body && Array.from(body.matchAll(/^    static ([a-z]\w*)\((.*?)\) (\{\n.*?\n    \})$/gms), ([, ...parts]) => member(...parts));
  if (!methods?.length) throw new SetupError('the class of this wasm-bindgen has another form: see withoutClass in scripts/lib/glue.mjs');
  return [declared, /if \(Symbol\.dispose\) Core\.prototype.*?;\n/s, /const CoreFinalization = .*?;\n\n/s]
    .reduce(removeOnce, replaceOnce(glue, 'Core.__wrap(arg0)', `{ constructor: { __proto__: null, ${methods.join('\n')} } }`));
}

function member(name, parameters, body) {
  const [, exported] = /^\{\s+(?:const ret = )?wasm\.(\w+)\((.*)\);(?:\s+return ret(?: >>> 0| !== 0)?;)?\s+\}$/.exec(body) ?? [];
  const passesOn = exported && body.includes(`wasm.${exported}(${parameters});`);
  return passesOn ? `${name}: wasm.${exported},` : `${name}(${parameters}) ${body},`;
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
    .replaceAll('new Array()', '[]');
}

const functionNamed = (name) => new RegExp(`function ${name}\\(.*?\\n\\}\\n`, 's');

const removeOnce = (text, pattern) => replaceOnce(text, pattern, '');
