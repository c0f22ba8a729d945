// What is told of the network and of the page, where there is a page.

const { document } = globalThis;

/** Whether the browser says that it is online; true where it says nothing. */
export const isOnline = () => globalThis.navigator?.onLine !== false;

/**
 * Has `report` called with 'online' and 'offline'; with 'visibilitychange' and 'pageshow' when the page can be seen again,
 * or was brought back; with 'abort' of the signal, if there is one. Returns what ends that.
 */
export const watchSurroundings = (signal, report) => {
  const listener = ({ type, persisted }) => {
    if (type === 'pageshow' && !persisted) return;
    if (type === 'visibilitychange' && document.visibilityState !== 'visible') return;
    report(type);
  };
  const sources = [[globalThis, 'online'], [globalThis, 'offline'], [globalThis, 'pageshow'], [document, 'visibilitychange'], [signal, 'abort']];
  for (const [target, type] of sources) target?.addEventListener?.(type, listener);
  return () => {
    for (const [target, type] of sources) target?.removeEventListener?.(type, listener);
  };
};
