// The host's own WebSocketStream. Chromium's has an ArrayBuffer as the chunk of a binary message; the draft has a Uint8Array.

import { finishClass } from '../class/shape.js';
import { isNative } from '../host/host.js';
import {
  apply,
  defineProperty,
  getOwnPropertyDescriptor,
  getPrototypeOf,
  NONE,
  ownKeys,
} from '../platform/captured.js';
import { promiseOf, whenHostSettles } from './promises.js';
import { withBytes } from './streams.js';

/** A class that extends the host's, and differs in the chunks of `readable` only. One that a script has written is returned as it is. */
export const overHost = (HostStream) => {
  const ofHost = prototypeWithOpened(HostStream);
  const getOpened = ofHost && getOwnPropertyDescriptor(ofHost, 'opened')?.get;
  // A script has written ours, of another copy of the package.
  if (!getOpened || !isNative(getOpened, 'function')) return HostStream;

  class WebSocketStream extends HostStream {
    #opened;

    // No spread: a page may have replaced the iterator.
    constructor(url, options = undefined) {
      // Without an argument, the host throws.
      arguments.length ? super(url, options) : super();
    }

    get opened() {
      // At the first call: nobody has to handle a promise that nobody has asked for.
      return promiseOf(() => (this.#opened ??= whenHostSettles(apply(getOpened, this, NONE), toInfo)));
    }
  }

  // Its own, as the host's class has them.
  const { prototype } = WebSocketStream;
  const keys = ownKeys(ofHost);
  for (let index = 0; index < keys.length; index += 1) {
    if (!getOwnPropertyDescriptor(prototype, keys[index]))
      defineProperty(prototype, keys[index], getOwnPropertyDescriptor(ofHost, keys[index]));
  }
  finishClass(WebSocketStream, 'WebSocketStream', ['opened']);
  return WebSocketStream;
};

// Up the chain, as a page may have put a subclass in the class's place.
const prototypeWithOpened = ({ prototype }) => {
  let owner = prototype;
  while (owner && !getOwnPropertyDescriptor(owner, 'opened')) owner = getPrototypeOf(owner);
  return owner;
};

const toInfo = (info) => {
  info.readable = withBytes(info.readable);
  return info;
};
