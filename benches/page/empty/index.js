// A package of the same form as ours, in the same two files, with nothing in it: what importing it takes is the engine's.
import * as core from './core.js';

if (core.failure) throw core.failure;

export const { WebSocket } = core;
export default WebSocket;
