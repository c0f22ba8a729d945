// What becomes of wasm-bindgen's glue in the package: without what no one uses here, and proof against pages.
import { SetupError } from './run.mjs';

/** The glue with only what this package needs of it. Every step fails where another wasm-bindgen writes it otherwise. */
export function trim(glue) {
  return [withoutInstances, withoutOtherArguments, withOurMemory].reduce((text, step) => step(text), glue);
}

/** Replaces what must be there once. */
export function replaceOnce(text, from, to) {
  const parts = text.split(from);
  if (parts.length !== 2) throw new SetupError(`expected ${from} once in wasm-bindgen's glue, found it ${parts.length - 1} times`);
  return parts.join(to);
}

// `Core` is only a bag of functions: class.js is given it by way of an instance, of which nothing is needed.
function withoutInstances(glue) {
  return [/    static __wrap\(ptr\) \{.*?(?=    \/\*\*)/s, /if \(Symbol\.dispose\) Core\.prototype.*?;\n/s, /const CoreFinalization = .*?;\n\n/s]
    .reduce(removeOnce, replaceOnce(glue, 'Core.__wrap(arg0)', '{ constructor: Core }'));
}

// `initSync` is called in one way.
function withoutOtherArguments(glue) {
  return [/    if \(module !== undefined\) \{.*?\n    \}\n/s, /    if \(!\(module instanceof WebAssembly\.Module\)\) \{.*?\n    \}\n/s]
    .reduce(removeOnce, replaceOnce(glue, 'function initSync(module) {', 'function initSync({ module }) {'));
}

function withOurMemory(glue) {
  const unused = ['getDataViewMemory0', 'getUint8ArrayMemory0', 'decodeText'].map(functionNamed);
  const text = [...unused, /let cachedTextDecoder = .*?\n/, /cachedTextDecoder\.decode\(\);\n/, /const cachedTextEncoder = .*?\n/].reduce(removeOnce, glue);
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
