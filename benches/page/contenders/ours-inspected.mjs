import { inspect, WebSocket } from 'websocket-wasm';
import { samplesOf } from '../samples/index.mjs';

export default samplesOf((url) => {
  const socket = new WebSocket(url);
  inspect(socket);
  return socket;
});
