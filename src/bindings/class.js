// The shape of the class: names, argument counts, descriptors. Every decision is in Rust.
import { EventTarget, FinalizationRegistry, TypeError, apply, defineProperty, setPrototypeOf, take, takeMethod } from './captured.js';
import * as host from './host.js';
import { watchSubprotocol } from './events.js';
import { addLayer } from './layers.js';
import { follow, toOptions } from './options.js';
import { defineStates, finishClass } from './shape.js';
import { convertsQuietly, isObject, kindOf, slice, toNumber, toStrings, toText } from './values.js';

const defineProperties = take('Object', 'defineProperties');
const getOwnPropertyDescriptors = take('Object', 'getOwnPropertyDescriptors');
const register = takeMethod('FinalizationRegistry', 'register');
const NONE = [];

/** The functions that decide, and what finds a socket's handle for them. */
export let Core;
export let handleOf;

const BINARY_TYPES = ['blob', 'arraybuffer'];

/** The same for an argument that should be a socket: the TypeError says why it is none. */
export const handleOfArgument = (socket) => {
  try {
    return handleOf(socket);
  } catch {
    throw new TypeError('The socket must be made by the class beside this function, not by another class or another copy of websocket-wasm.');
  }
};

/** What the class's own `readyState` and `bufferedAmount` are. */
export const readyStateOf = (socket) => Core.core_ready_state(handleOf(socket), host.readyState(socket));
export const bufferedAmountOf = (socket) => Core.core_buffered_amount(handleOf(socket), host.bufferedAmount(socket));

/** Numbers of `Handover` in the core. */
const BY_THE_CORE = 0;
const COUNTED = 2;

let theClass;

/** The class, made at the first call, with what the wasm exports. */
export const webSocketClass = (exports) => {
  Core = exports;
  return (theClass ??= defineClass());
};

function defineClass() {
  const instances = new FinalizationRegistry((handle) => Core.core_release(handle));

  // A class whose parent constructor returns an object stamps its private fields onto that object: so the host socket
  // carries its handle where no page can see it, and the field tells our instances from everything else.
  class Adopted extends function (object) { return object; } {
    #handle;

    constructor(socket) {
      super(socket);
      this.#handle = Core.core_acquire(host.takesBlobs(socket));
      register(instances, this, this.#handle);
    }

    // The brand check: a TypeError where the receiver is no instance.
    static handleOf(receiver) {
      return receiver.#handle;
    }
  }
  ({ handleOf } = Adopted);

  class WebSocket extends EventTarget {
    constructor(url, protocols = undefined) {
      requireArguments('WebSocket constructor', arguments.length);
      const text = toText(url);
      const strings = toStrings(protocols);
      const options = strings ? undefined : toOptions(protocols);
      const requested = strings ?? options.protocols;
      const href = host.parseUrl(text);
      const schemeLength = host.orThrow(Core.core_check(href ?? text, href !== undefined, requested, requested.length));
      // Not by way of wasm: Chromium's constructor takes 10 to 20 µs longer where wasm has called it.
      const socket = host.connect(`ws${slice(href, schemeLength)}`, requested, WebSocket, new.target);
      if (requested.length) watchSubprotocol(socket, requested, options?.closeTimeout < Infinity);
      if (new.target !== WebSocket) {
        // Where it is no object, WebIDL takes this class's, and engines take something else.
        const { prototype } = new.target;
        if (isObject(prototype)) setPrototypeOf(socket, prototype);
      }
      new Adopted(socket);
      if (options) follow(socket, options);
      return socket;
    }

    get binaryType() {
      return BINARY_TYPES[Core.core_binary_type(handleOf(this))];
    }

    set binaryType(value) {
      const own = handleOf(this);
      const text = toText(value);
      if (Core.core_set_binary_type(own, text)) host.setBinaryType(this, text);
    }

    close(code = undefined, reason = undefined) {
      const own = handleOf(this);
      const given = toCloseArguments(code, reason);
      host.orThrow(Core.core_close(own, this, given[0] !== undefined, given[0], given[1]));
    }
  }

  finishClass(WebSocket, host.name, ['binaryType', 'close']);
  takeFromHost(WebSocket.prototype);
  defineStates(WebSocket);
  addLayer(WebSocket, host.original);
  return WebSocket;
}

/** Converts and checks what `close()` takes; throws what it throws, or returns it as a list: the code, undefined where there is none, and the reason. */
export const checkClose = (code, reason) => {
  const given = toCloseArguments(code, reason);
  host.orThrow(Core.core_check_close(given[0] !== undefined, given[0], given[1]));
  return given;
};

const toCloseArguments = (code, reason) => [code === undefined ? code : toNumber(code), reason === undefined ? '' : toText(reason)];

/** Gives the class's prototype the members that look at the host, and the host's own where there is nothing to decide. */
export function takeFromHost(prototype) {
  defineProperties(prototype, getOwnPropertyDescriptors(hostMembers()));
  for (const name of ['url', 'onopen', 'onmessage', 'onerror', 'onclose']) {
    const { get, set } = host.hostDescriptor(name);
    defineProperty(prototype, name, { get, set, enumerable: true, configurable: true });
  }
}

// Made anew for each host: engines make one call of a call to a constant.
function hostMembers() {
  const core = Core;
  const handle = handleOf;
  const { get: readyState } = host.hostDescriptor('readyState');
  const { get: bufferedAmount } = host.hostDescriptor('bufferedAmount');
  const { value: send } = host.hostDescriptor('send');

  return {
    get readyState() {
      return core.core_ready_state(handle(this), apply(readyState, this, NONE));
    },

    get bufferedAmount() {
      return core.core_buffered_amount(handle(this), apply(bufferedAmount, this, NONE));
    },

    get protocol() {
      return core.core_is_abandoned(handle(this)) ? '' : host.protocol(this);
    },

    get extensions() {
      return core.core_is_abandoned(handle(this)) ? '' : host.extensions(this);
    },

    send(data) {
      const own = handle(this);
      requireArguments('send', arguments.length);
      const handover = convertsQuietly(data) ? core.core_handover(own, apply(readyState, this, NONE)) : BY_THE_CORE;
      if (handover === BY_THE_CORE) {
        const kind = kindOf(data);
        host.orThrow(core.core_send(own, this, kind ? data : toText(data), kind));
      } else if (handover === COUNTED) {
        // The account only grows within a task: by what the message has.
        const before = apply(bufferedAmount, this, NONE);
        apply(send, this, [data]);
        core.core_count_sent(own, apply(bufferedAmount, this, NONE) - before);
      } else {
        apply(send, this, [data]);
      }
    },
  };
}

/** Throws where a member that needs an argument is called without any. */
export function requireArguments(member, count) {
  if (count === 0) throw new TypeError(`${member}: 1 argument required, but only 0 present.`);
}
