// The functions of a wasm, and how they are called. They take and return numbers and call nothing: perform.js does what
// they decide when they have returned.
import { descriptorOf, find, getterOf, methodOf, ownKeys } from '../platform/captured.js';

const valueOfGlobal = descriptorOf(find('WebAssembly', 'Global')?.prototype, 'value');
const readGlobal = valueOfGlobal && getterOf(valueOfGlobal.get);
const writeGlobal = valueOfGlobal && methodOf(valueOfGlobal.set);

/**
 * The functions that decide.
 *
 * @type {import('./exports.d.ts').Exports}
 */
export let Core;

/**
 * The same, as the wasm has them: for what is asked for each message, and does not use the wasm's stack (tests/package/wasm.test.mjs).
 *
 * @type {import('./exports.d.ts').Exports}
 */
export let Quick;

/**
 * The address of the context by which texts pass between the scripts and the core.
 *
 * @type {number}
 */
export let context;

/** Takes what is called until there is a wasm. */
export const deferCore = (functions) => {
  Core = functions;
  Quick = functions;
};

/** Takes the exports of a wasm. */
export const useCore = (exports) => {
  Core = guarded(exports);
  Quick = exports;
  context = Core.websocket_wasm_context();
};

/**
 * The exports of a wasm, each of which leaves the wasm's stack as it was, also if the engine throws in the middle of it
 * because its own stack is exhausted.
 */
export const guarded = (exports) => {
  const { __stack_pointer: pointer } = exports;
  // An app in Rust that links us has a stack of its own, and need not export its stack pointer.
  if (!pointer || !valueOfGlobal) return exports;
  // The wasm calls nothing, so that its stack is empty whenever it is called.
  const empty = readGlobal(pointer);
  // As many parameters as an export has at most: to gather and spread them costs more than most calls (tests/package/wasm.test.mjs).
  const guard = (call) => (a, b, c, d, e) => {
    try {
      return call(a, b, c, d, e);
    } catch (error) {
      writeGlobal(pointer, empty);
      throw error;
    }
  };
  const all = { __proto__: null };
  const names = ownKeys(exports);
  for (let index = 0; index < names.length; index += 1) {
    const { [names[index]]: exported } = exports;
    all[names[index]] = typeof exported === 'function' ? guard(exported) : exported;
  }
  return all;
};

// For `websocket_wasm_descend`, which throws as the engine does if the stack has not so many frames left: before a decision, not in
// the middle of it or between it and what it asks for.

/** More frames than the wasm has on the engine's stack, and than Firefox takes to put things right when they run out. */
export const LITTLE = 180;
/** More than a command and all that it asks for have there, even if the engine has to compile them first: some 65 kB. */
export const MUCH = 900;
