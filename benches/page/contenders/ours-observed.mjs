import { WebSocket } from 'websocket-wasm';
import { observe } from 'websocket-wasm/observe';
import { samplesOf } from '../samples/index.mjs';

const counts = { sent: 0, received: 0 };
const count = ({ direction }) => {
  counts[direction] += 1;
};
observe({ sent: count, received: count });

export default samplesOf((url) => new WebSocket(url));
