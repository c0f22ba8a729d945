// Message ports, with the functions of the platform.

import { find, findGetter, takeMethod } from '../platform/captured.js';
import { listen } from './events.js';

const MessageChannel = find('MessageChannel');
const port1 = findGetter('MessageChannel', 'port1');
const port2 = findGetter('MessageChannel', 'port2');
/** What a message, of a port or of a connection, carries. */
export const dataOf = findGetter('MessageEvent', 'data');

/** `postMessage`, `start` and `close`, with the port first. */
export const post = takeMethod('MessagePort', 'postMessage');
export const startPort = takeMethod('MessagePort', 'start');
export const closePort = takeMethod('MessagePort', 'close');

/** Two ports that are connected. */
export const newChannel = () => {
  const channel = new MessageChannel();
  return [port1(channel), port2(channel)];
};

/** Calls a function with each message of a port from now on. */
export const hear = (port, act) => {
  listen(port, 'message', (event) => act(dataOf(event)));
  startPort(port);
};
