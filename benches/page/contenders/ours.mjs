import { WebSocket } from 'websocket-wasm';
import { samplesOf } from '../samples/index.mjs';

export default samplesOf((url) => new WebSocket(url));
