// The functions of the wasm, and how they are called. They take and return numbers, and call nothing: what they decide,
// perform.js does when they have returned.
import { getterOf, methodOf } from './captured.js';

const { getOwnPropertyDescriptor } = Reflect;
const pointerDescriptor = getOwnPropertyDescriptor(globalThis.WebAssembly?.Global?.prototype ?? {}, 'value');

/** The functions that decide. */
export let Core;

/** Where texts pass between the scripts and the core. */
export let context;

let readStackPointer = () => undefined;
let writeStackPointer = () => {};

/** Takes the exports of a wasm. */
export const useCore = (exports) => {
  Core = exports;
  context = Core.websocket_wasm_context();
  // An app in Rust links its own stack, and need not export where it ends.
  const { __stack_pointer: pointer } = exports;
  if (!pointer || !pointerDescriptor) return;
  const read = getterOf(pointerDescriptor.get);
  const write = methodOf(pointerDescriptor.set);
  readStackPointer = () => read(pointer);
  writeStackPointer = (address) => write(pointer, address);
};

// No call in tail position: WebKit takes the caller off the stack.
const descend = (frames) => (frames ? 1 + descend(frames - 1) : 0);
/** More than a command has on the stack, in the wasm and in the scripts that do what it decides. */
const FRAMES = 200;

/**
 * Calls a function that asks the core and does what that says. An engine whose stack is exhausted throws wherever it is,
 * also in the middle of a decision: so it is made to throw before. If it throws in the wasm all the same, the wasm's own
 * stack is as it was.
 */
export const guard = (act) => {
  descend(FRAMES);
  const address = readStackPointer();
  try {
    return act();
  } catch (error) {
    writeStackPointer(address);
    throw error;
  }
};
