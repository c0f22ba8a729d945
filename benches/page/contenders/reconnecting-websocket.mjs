import WebSocket from 'reconnecting-websocket';
import { samplesOf } from '../samples/index.mjs';

export default samplesOf((url) => new WebSocket(url));
