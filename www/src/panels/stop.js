/** The user stopped a run. */
export class Stopped extends Error {}

/** Resolves and rejects as `promise` does, or rejects with Stopped as soon as the signal is given. */
export function untilStopped(promise, signal) {
  return new Promise((resolve, reject) => {
    const stop = () => reject(new Stopped('stopped'));
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}
