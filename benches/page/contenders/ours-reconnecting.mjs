import { ReconnectingWebSocket } from 'websocket-wasm/reconnecting';
import { samplesOf } from '../samples/index.mjs';

export default samplesOf((url) => new ReconnectingWebSocket(url));
