import { WebSocket } from '../floor.mjs';
import { samplesOf } from '../samples/index.mjs';

export default samplesOf((url) => new WebSocket(url));
