import { samplesOf } from '../samples/index.mjs';

const { WebSocket } = globalThis;

export default samplesOf((url) => new WebSocket(url));
