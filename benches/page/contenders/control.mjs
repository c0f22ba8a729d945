import { samplesOf } from '../samples/index.mjs';

// The same class as native.mjs, with a copy of the measuring code of its own.
const { WebSocket } = globalThis;

export default samplesOf((url) => new WebSocket(url));
