// The one error that an entry has if the package cannot be used: it names the cause.
import { Error, takeMissing } from '../platform/captured.js';

/** Calls `make`, which instantiates a core; the error if it cannot, undefined otherwise. */
export const failureOf = (make) => {
  const missing = takeMissing();
  if (missing) return new Error(`websocket-wasm: this runtime has no ${missing}.`);
  try {
    make();
    return undefined;
  } catch (cause) {
    return failureBy(cause);
  }
};

let shared;

/** Takes the error of a module on which others are built, if there is one: these have the same, the first one. Returns it. */
export const shareFailure = (failure) => (shared ??= failure);

/** What `make` makes of a core; throws the error if it cannot. */
export const madeWithoutFailure = (make) => {
  if (shared) throw shared;
  let made;
  const error = failureOf(() => {
    made = make();
  });
  if (error) throw error;
  return made;
};

/** The error for what WebAssembly has thrown. */
export const failureBy = (cause) => new Error(`websocket-wasm: ${reasonOf(`${cause}`)} (${cause})`, { cause });

const reasonOf = (cause) => {
  if (/memory/i.test(cause)) return 'there is too little memory for WebAssembly.';
  // By CompileError and EvalError.
  if (/^\w*(Comp|Ev)/.test(cause))
    return "WebAssembly is forbidden here: the Content-Security-Policy's script-src needs 'wasm-unsafe-eval'.";
  return 'it cannot be started.';
};
