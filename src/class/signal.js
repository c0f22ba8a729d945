// Listening to an AbortSignal.
import { isAborted } from '../host/host.js';
import { listen, unlisten } from './events.js';

/** Acts when a signal is aborted; what is returned puts an end to that. */
export const whenAborted = (signal, act) => {
  // The page's own events change nothing.
  const onAbort = () => {
    if (isAborted(signal)) act();
  };
  const watch = (act, method) => {
    try {
      act(signal, 'abort', onAbort);
    } catch {
      signal[method]('abort', onAbort);
    }
  };
  watch(listen, 'addEventListener');
  return () => watch(unlisten, 'removeEventListener');
};
