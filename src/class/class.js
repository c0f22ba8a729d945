// The shape of the class: names, argument counts, descriptors. Every decision is in Rust.

import { checkPieces, orThrow, PIECE, writeText } from '../boundary/text.js';
import { Core, context, LITTLE, Quick, useCore } from '../boundary/wasm.js';
import { convertsQuietly, indexIn, isObject, slice, toNumber, toStrings, toText } from '../convert/values.js';
import * as host from '../host/host.js';
import { addLayer } from '../host/layers.js';
import {
  apply,
  defineProperty,
  EventTarget,
  getPrototypeOf,
  NONE,
  setPrototypeOf,
  TypeError,
  take,
} from '../platform/captured.js';
import { adopt, BINARY_TYPES, binaryTypeOf, handleOf, isAdopted, watchInstances } from './brand.js';
import { count, traps } from './inspector.js';
import { leaveAlone } from './left_alone.js';
import { HANDOVER_BY_THE_CORE, HANDOVER_COUNTED } from './numbers.js';
import { follow, hidesEnd, toOptions } from './options.js';
import { checkCode, close, send as sendByTheCore } from './perform.js';
import { defineStates, finishClass } from './shape.js';
import { watchSubprotocol } from './subprotocol.js';

const Proxy = take('Proxy');
const defineProperties = take('Object', 'defineProperties');
const getOwnPropertyDescriptors = take('Object', 'getOwnPropertyDescriptors');

let theClass;

/** The class, made at the first call, with what the wasm exports. */
export const webSocketClass = (exports) => {
  if (!theClass) {
    useCore(exports);
    theClass = defineClass();
  }
  return theClass;
};

function defineClass() {
  watchInstances();

  class WebSocket extends EventTarget {
    // @ts-expect-error: it returns a socket of the host, and makes no object by `super()`.
    constructor(url, protocols = undefined) {
      requireArguments('WebSocket constructor', arguments.length);
      const text = toText(url);
      const strings = toStrings(protocols);
      const options = strings ? undefined : toOptions(protocols);
      const requested = strings ?? /** @type {any} */ (options).protocols;
      const { prototype } = new.target;
      // Throws now if the engine's stack is nearly exhausted.
      Quick.websocket_wasm_descend(LITTLE);
      const address = checkedUrl(text, requested, host.isPlain);
      const socket =
        host.connect(address, requested, WebSocket, new.target, options?.targetAddressSpace) ?? refuseUrl(text);
      // A host that a script has written may return the same socket twice.
      if (isAdopted(socket)) return socket;
      if (getPrototypeOf(socket) !== WebSocket.prototype) return leaveAlone(theClass, socket);
      try {
        if (requested.length) watchSubprotocol(socket, requested, options && hidesEnd(options));
        // If it is no object, WebIDL takes this class's, and engines take something else.
        if (new.target !== theClass && isObject(prototype)) setPrototypeOf(socket, prototype);
        adopt(socket);
        if (options) follow(socket, options);
      } catch (error) {
        // The engine's stack is exhausted. A socket that nobody gets must not connect.
        host.close(socket);
        throw error;
      }
      return socket;
    }

    get binaryType() {
      return BINARY_TYPES[binaryTypeOf(this)];
    }

    set binaryType(value) {
      handleOf(this);
      const text = toText(value);
      if (indexIn(BINARY_TYPES, text) < BINARY_TYPES.length) host.setBinaryType(this, text);
    }

    close(code = undefined, reason = undefined) {
      handleOf(this);
      close(this, toCloseArguments(code, reason));
    }
  }

  finishClass(WebSocket, host.name, ['binaryType', 'close']);
  takeFromHost(WebSocket.prototype);
  defineStates(WebSocket);
  const { value: Original } = host.original;
  if (host.isPlain) host.keepAdditions(Original.prototype, WebSocket.prototype);
  // As text it is a built-in function, which some scripts of third parties look for. Its members stay as they are: each call would cost.
  const asBuiltIn = new Proxy(WebSocket, traps);
  defineProperty(WebSocket.prototype, 'constructor', { __proto__: null, value: asBuiltIn });
  addLayer(asBuiltIn, host.original);
  return asBuiltIn;
}

/**
 * The URL to connect to; throws if the core refuses it or a subprotocol. If the host may judge a URL in which nothing is wrong but what
 * its parser refuses, that is returned as it was given: the host parses it anyway.
 *
 * @param {any} [mayHostJudge]
 */
export const checkedUrl = (text, protocols, mayHostJudge) => {
  const isForHost =
    mayHostJudge && text.length < PIECE && Core.websocket_wasm_check_url(context, writeText(text), true, true) === 2;
  const url = isForHost ? text : parsedUrl(text);
  for (let index = 0; index < protocols.length; index += 1) {
    const isRepeated = indexIn(protocols, protocols[index]) < index;
    checkPieces(protocols[index], (length, _, isLast) =>
      Core.websocket_wasm_check_protocol(context, length, isLast && isRepeated),
    );
  }
  return url;
};

const refuseUrl = (text) => orThrow(Core.websocket_wasm_refuse_url(context, writeText(text)));

const parsedUrl = (text) => {
  const href = host.parseUrl(text) ?? refuseUrl(text);
  const schemeLength = checkPieces(href, (length, isFirst, isLast) =>
    Core.websocket_wasm_check_url(context, length, isFirst, isLast),
  );
  return `ws${slice(href, schemeLength)}`;
};

/** Converts and checks what `close()` takes; throws what it throws, or returns it as a list: the code, undefined if there is none, and the reason. */
export const checkClose = (code, reason) => {
  const given = toCloseArguments(code, reason);
  checkCode(given);
  return given;
};

/** @returns {any} */
const toCloseArguments = (code, reason) => [
  code === undefined ? code : toNumber(code),
  reason === undefined ? '' : toText(reason),
];

/** Gives the class's prototype the members that read the host, and the host's own members if there is nothing to decide. */
export function takeFromHost(prototype) {
  defineProperties(prototype, getOwnPropertyDescriptors(hostMembers()));
  for (const name of ['onopen', 'onmessage', 'onerror', 'onclose']) {
    defineProperty(prototype, name, host.hostDescriptor(name));
  }
}

// Created for each host, so that engines can inline calls through these constants.
function hostMembers() {
  const core = Quick;
  const handle = handleOf;
  const { get: readyState } = host.hostDescriptor('readyState');
  const { get: bufferedAmount } = host.hostDescriptor('bufferedAmount');
  const { value: send } = host.hostDescriptor('send');

  return {
    get url() {
      return host.url(this);
    },

    get readyState() {
      return core.websocket_wasm_ready_state(handle(this), apply(readyState, this, NONE));
    },

    get bufferedAmount() {
      return core.websocket_wasm_buffered_amount(handle(this), apply(bufferedAmount, this, NONE));
    },

    get protocol() {
      return core.websocket_wasm_is_abandoned(handle(this)) ? '' : host.protocol(this);
    },

    get extensions() {
      return core.websocket_wasm_is_abandoned(handle(this)) ? '' : host.extensions(this);
    },

    send(data) {
      const own = handle(this);
      requireArguments('send', arguments.length);
      const handover = convertsQuietly(data)
        ? core.websocket_wasm_handover(own, apply(readyState, this, NONE))
        : HANDOVER_BY_THE_CORE;
      if (handover === HANDOVER_BY_THE_CORE) {
        sendByTheCore(this, data);
      } else if (handover === HANDOVER_COUNTED) {
        // The account only grows within a task: by what the message has.
        const before = apply(bufferedAmount, this, NONE);
        apply(send, this, [data]);
        const bytes = apply(bufferedAmount, this, NONE) - before;
        count(this, 'send', { data, bytes });
      } else {
        apply(send, this, [data]);
      }
    },
  };
}

/** Throws if a member that needs an argument is called without any. */
export function requireArguments(member, count) {
  if (count === 0) throw new TypeError(`${member}: 1 argument required, but only 0 present.`);
}
