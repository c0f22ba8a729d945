// The root entry: exports without side effects on the page.
import * as core from './core.js';

if (core.failure) throw core.failure;

// Constants of this module: if it only passed core's exports on, bundlers would leave it out, and the error with it.
export const WebSocket = core.WebSocket;
export const drained = core.drained;
export const inspect = core.inspect;
export const install = core.install;
export const uninstall = core.uninstall;
export default WebSocket;
