// What an instance of ReconnectingWebSocket is made of.

import { FinalizationRegistry, takeMethod } from '../platform/captured.js';
import { Driver } from './driver.js';
import { newPolicy } from './policy.js';
import { Transport } from './transport.js';

const register = takeMethod('FinalizationRegistry', 'register');

/** A function that makes the driver of an instance of ReconnectingWebSocket, its `target`. */
export const drivers = (wasm, WebSocket) => {
  const instances = new FinalizationRegistry(wasm.release_policy);
  return (target, options) => {
    const policy = newPolicy(wasm, options);
    const driver = new Driver(target, options, policy, new Transport(WebSocket, options));
    register(instances, driver, policy.handle);
    driver.begin();
    return driver;
  };
};
