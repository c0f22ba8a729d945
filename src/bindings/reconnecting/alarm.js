/** What `setTimeout` takes at most. */
const MAX_TIMEOUT = 2 ** 31 - 1;

/** The clock of all times here, in milliseconds. */
export const now = () => performance.now();

/**
 * Calls `ring` at a time that may change often, sometimes earlier: returns what sets it, Infinity for none. A timer for an earlier
 * time is left: that costs less than setting it anew for each message.
 */
export const alarm = (ring) => {
  let timer;
  let due = Infinity;
  const handleTimer = () => {
    due = Infinity;
    ring();
  };
  return (time) => {
    if (time >= due && time < Infinity) return;
    clearTimeout(timer);
    due = time;
    if (time < Infinity) timer = setTimeout(handleTimer, Math.min(Math.ceil(Math.max(time - now(), 0)), MAX_TIMEOUT));
  };
};
