import { WebSocket } from '../wrapper.mjs';
import { samplesOf } from '../samples/index.mjs';

export default samplesOf((url) => new WebSocket(url));
