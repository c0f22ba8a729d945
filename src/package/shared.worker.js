// The script of the worker: a SharedWorker of `/shared`, or a Worker of `/worker`. It is a classic script and a module.

import { apply, find, NONE } from '../platform/captured.js';
import { listen } from '../shared/events.js';
import { post, startPort } from '../shared/ports.js';
import { TOLD_REFUSED } from '../shared/words.js';
import { join } from './shared-hub.js';

const getData = find('MessageEvent', 'data');
const getPorts = find('MessageEvent', 'ports');

const handleHello = (event) => {
  const { 0: port } = apply(getPorts, event, NONE);
  try {
    join(apply(getData, event, NONE), port);
  } catch (error) {
    // A page is not told of what a worker's script throws.
    post(port, [TOLD_REFUSED, `${error.message}`]);
  }
};

const handleConnect = (event) => {
  const { 0: port } = apply(getPorts, event, NONE);
  listen(port, 'message', handleHello);
  startPort(port);
};

const isShared = 'onconnect' in globalThis;
listen(globalThis, isShared ? 'connect' : 'message', isShared ? handleConnect : handleHello);
