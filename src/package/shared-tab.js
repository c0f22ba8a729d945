// What `/shared` and `/worker` have in common: all that a tab needs. The hub is loaded only by a page that gives no worker.

import { Error, takeMissing } from '../platform/captured.js';
import { sharedWebSocketClass } from '../shared/class.js';

const missing = takeMissing();
if (missing) throw new Error(`websocket-wasm: this runtime has no ${missing}.`);

export const SharedWebSocket = sharedWebSocketClass(() => import('./shared-hub.js'));
