// What a program can do to its socket, step by step.
import { buildValue } from './values.mjs';

/** Name → what it does, with the run and the step; what it returns or throws is written down. */
export const steps = {
  send: (run, { args }) => run.ledger.send(buildAll(args, run)),

  close: (run, { args }) => run.socket.close(...buildAll(args, run)),

  /** Every attribute. */
  read: (run) => JSON.stringify(ATTRIBUTES.map((name) => describeAttribute(run, name))),

  /** Sets `binaryType`. */
  binaryType(run, { value }) {
    run.socket.binaryType = buildValue(value, run);
  },

  /** Sets an attribute that can only be read. */
  assign({ socket }, { name }) {
    socket[name] = 1;
  },

  /** Adds a listener of the pool; `signal` is the number of an abort signal. */
  listen(run, { type, listener, options }) {
    run.socket.addEventListener(type, listenerOf(run, listener), buildOptions(run, options));
  },

  unlisten(run, { type, listener, options }) {
    run.socket.removeEventListener(type, listenerOf(run, listener), buildOptions(run, options));
  },

  /** Aborts the signal of that number. */
  abort(run, { signal }) {
    controllerOf(run, signal).abort();
  },

  /** Sets an `on…` attribute to a listener of the pool, or to a value; returns whether it is what was set. */
  handler(run, { type, listener, value }) {
    const set = listener === undefined ? buildValue(value, run) : listenerOf(run, listener);
    run.socket[`on${type}`] = set;
    return run.socket[`on${type}`] === set || run.socket[`on${type}`];
  },

  dispatch: (run, { type, eventClass, init }) => run.dispatch(new globalThis[eventClass](type, init)),

  /** Dispatches the newest event once more, be it over or not. */
  redispatch: (run) => run.event && run.dispatch(run.event),

  microtask: (run, { steps: list }) => queueMicrotask(() => run.perform(list)),

  /** Awaits the next event of a type, then does steps. */
  after(run, { type, steps: list }) {
    new Promise((resolve) => {
      run.socket.addEventListener(type, resolve, { once: true });
    }).then(() => run.perform(list));
  },

  /** Uses a member on something else than a socket. */
  borrow: ({ Class }, { name, receiver }) => borrow(Class, name, RECEIVERS[receiver](Class)),
};

const buildAll = (specs, run) => specs.map((spec) => buildValue(spec, run));

function describeAttribute(run, name) {
  if (name === 'url') return run.readUrl();
  const value = run.socket[name];
  if (typeof value === 'number' || typeof value === 'string') return value;
  return value === null ? null : run.listeners.indexOf(value);
}

/** A listener of the pool, always the same object. */
function listenerOf(run, index) {
  run.listeners[index] ??= makeListener(run, index);
  return run.listeners[index];
}

function makeListener(run, index) {
  const { form } = run.program.listeners[index];
  const call = (receiver, args) => run.call(index, describeCall(run, receiver, args));
  if (form === 'function')
    return function listener(...args) {
      return call(this, args);
    };
  if (form === 'async')
    return async function listener(...args) {
      call(this, args);
    };
  if (form === 'object')
    return {
      handleEvent(...args) {
        return call(this, args);
      },
    };
  return {};
}

function describeCall(run, receiver, [event, ...more]) {
  const on = receiver === run.socket ? 'socket' : run.listeners.includes(receiver) ? 'listener' : 'something else';
  return {
    on,
    type: event.type,
    isNewest: event === run.event,
    phase: event.eventPhase,
    more: more.length,
    state: run.state(),
  };
}

function buildOptions(run, options) {
  if (typeof options !== 'object' || options === null || options.signal === undefined) return options;
  return { ...options, signal: controllerOf(run, options.signal).signal };
}

function controllerOf(run, index) {
  run.controllers[index] ??= new AbortController();
  return run.controllers[index];
}

function borrow({ prototype }, name, receiver) {
  const { get, value } = Object.getOwnPropertyDescriptor(prototype, name);
  return (get ?? value).call(receiver, 'data');
}

const RECEIVERS = {
  undefined: () => undefined,
  object: () => ({}),
  prototype: ({ prototype }) => prototype,
  heir: ({ prototype }) => Object.create(prototype),
  target: () => new EventTarget(),
};

const ATTRIBUTES = [
  'url',
  'readyState',
  'protocol',
  'extensions',
  'binaryType',
  'onopen',
  'onmessage',
  'onerror',
  'onclose',
  'CONNECTING',
  'OPEN',
  'CLOSING',
  'CLOSED',
];
