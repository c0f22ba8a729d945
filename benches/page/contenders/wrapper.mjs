import { samplesOf } from '../samples/index.mjs';
import { WebSocket } from '../wrapper.mjs';

export default samplesOf((url) => new WebSocket(url));
