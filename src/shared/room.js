// All connections of a worker, by key, and the ports by which tabs join them.

import { isObject } from '../convert/values.js';
import { assign, Error } from '../platform/captured.js';
import { each } from '../reconnecting/lists.js';
import { listen } from './events.js';
import { hubs } from './hub.js';
import { hear, post } from './ports.js';
import { PROTOCOL, SAYS_LEAVE, TOLD_LOST, TOLD_REFUSED } from './words.js';

/** A function that takes what a tab says first, and its port. */
export const joiner = (wasm, ReconnectingWebSocket) => {
  const newHub = hubs(wasm, ReconnectingWebSocket);
  const byKey = { __proto__: null };

  const hubFor = (key, shared) => {
    const { [key]: known } = byKey;
    const names = known ? differences(known.shared, shared) : '';
    if (names)
      throw new Error(
        `Tabs with the key '${key}' share a connection, and another one has other options: ${names}. Give them the same options, or other keys.`,
      );
    if (known) return known;
    const hub = newHub(shared, () => delete byKey[key]);
    byKey[key] = hub;
    return hub;
  };

  return (hello, port) => {
    const { 0: protocol, 1: key, 2: shared, 3: receiveLimit, 4: isVisible, 5: batch } = hello;
    let hub;
    let tab;
    try {
      if (protocol !== PROTOCOL) throw new Error('The worker is of another release than the page: load both anew.');
      hub = hubFor(key, shared);
      tab = hub.join(port, receiveLimit, isVisible, batch);
    } catch (error) {
      hub = undefined;
      post(port, [TOLD_REFUSED, `${error.message}`]);
    }
    hear(port, (said) => {
      if (!hub || hub.hear(tab, said) || said[0] === SAYS_LEAVE) return;
      // It was away for so long that its connection was closed. It joins again by another port: what is in this one is lost.
      hub = undefined;
      post(port, [TOLD_LOST]);
    });
    // Where there is such an event, it says that the other end is gone for good.
    listen(port, 'close', () => hub?.hear(tab, [SAYS_LEAVE, undefined, '']));
  };
};

/** The names of the options that two tabs do not have in common, as a text. */
const differences = (one, other) => {
  const ours = textsOf(one);
  const theirs = textsOf(other);
  let names = '';
  for (const name in assign({ __proto__: null }, ours, theirs))
    if (ours[name] !== theirs[name]) names += `${names && ', '}${name}`;
  return names;
};

const textOf = (value) => {
  if (!isObject(value)) return `${value}`;
  let text = '';
  each(value, (one) => {
    text += `${one},`;
  });
  return text;
};

const textsOf = (shared) => {
  const texts = { __proto__: null };
  each(shared, ({ 0: name, 1: value }) => {
    texts[name] = textOf(value);
  });
  return texts;
};
