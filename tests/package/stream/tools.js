// Functions for the rows of the tables, which run in a page or a worker, on the native class or on ours.

/** The tables. Each is a function: it takes what its rows use, and returns the rows by name, functions whose results are compared. */
globalThis.behaviours = [];

{
  /** A value in a form that can be compared and leave the page. Each class words its messages itself: they are left out. */
  const told = (value) => {
    if (typeof value === 'bigint' || typeof value === 'symbol') return String(value);
    if (value instanceof Error || value instanceof DOMException) {
      const { name, closeCode, reason } = value;
      return closeCode === undefined ? name : { name, closeCode, reason };
    }
    // A row of its own tells of their class.
    if (value instanceof Uint8Array || value instanceof ArrayBuffer) return `bytes ${new Uint8Array(value)}`;
    if (Array.isArray(value)) return value.map(told);
    if (value && typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype) {
      return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, told(part)]));
    }
    if (value && typeof value === 'object') return Object.prototype.toString.call(value);
    return value === undefined ? 'undefined' : value;
  };

  const outcomeOf = async (promise) => {
    try {
      return { value: told(await promise) };
    } catch (error) {
      return { error: told(error) };
    }
  };

  const thrownBy = (act) => {
    try {
      return told(act());
    } catch (error) {
      return told(error);
    }
  };

  const task = () =>
    new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        port1.close();
        resolve();
      };
      port2.postMessage('');
    });

  const descriptorsOf = (object) =>
    Reflect.ownKeys(object)
      .map(String)
      .sort()
      .map((key) => {
        const name = key.startsWith('Symbol(') ? Symbol.toStringTag : key;
        const { get, set, value, ...flags } = Object.getOwnPropertyDescriptor(object, name);
        const tell = (it) =>
          typeof it === 'function'
            ? `${it.name}/${it.length}`
            : typeof it === 'string' || typeof it === 'number'
              ? it
              : typeof it;
        return `${key} ${Object.keys(flags)
          .filter((flag) => flags[flag])
          .sort()} ${[get, set, value].map(tell)}`;
      });

  const script = (...acts) => `/play?script=${encodeURIComponent(JSON.stringify(acts))}`;

  /** An object, a number and a text that note in a log when they are read or converted. */
  const logging = (log, members) =>
    new Proxy(members, {
      get(target, name) {
        log.push(`get ${String(name)}`);
        return target[name];
      },
    });
  const number = (log, name, value) => ({
    valueOf() {
      log.push(name);
      return value;
    },
  });
  const text = (log, name, value) => ({
    toString() {
      log.push(name);
      return value;
    },
  });

  const errorOf = (error) => {
    const { name, message, code, closeCode, reason } = error;
    return {
      name,
      message,
      code,
      closeCode,
      reason,
      text: String(error),
      tag: Object.prototype.toString.call(error),
      own: Object.keys(error),
    };
  };

  /** The functions that need no class of streams. */
  globalThis.tools = {
    told,
    outcomeOf,
    thrownBy,
    task,
    descriptorsOf,
    script,
    logging,
    number,
    text,
    errorOf,
  };
}
