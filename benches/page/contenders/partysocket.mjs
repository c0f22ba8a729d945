import { WebSocket } from 'partysocket';
import { samplesOf } from '../samples/index.mjs';

export default samplesOf((url) => new WebSocket(url));
