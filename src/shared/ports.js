// Message ports, with the functions of the platform.

import { apply, construct, find, NONE, takeMethod } from '../platform/captured.js';
import { listen } from './events.js';

const MessageChannel = find('MessageChannel');
const getPort1 = find('MessageChannel', 'port1');
const getPort2 = find('MessageChannel', 'port2');
const getData = find('MessageEvent', 'data');

/** `postMessage`, `start` and `close`, with the port first. */
export const post = takeMethod('MessagePort', 'postMessage');
export const startPort = takeMethod('MessagePort', 'start');
export const closePort = takeMethod('MessagePort', 'close');

/** Two ports that are connected. */
export const newChannel = () => {
  const channel = construct(MessageChannel, NONE);
  return [apply(getPort1, channel, NONE), apply(getPort2, channel, NONE)];
};

/** Calls a function with each message of a port from now on. */
export const hear = (port, act) => {
  listen(port, 'message', (event) => act(apply(getData, event, NONE)));
  startPort(port);
};
