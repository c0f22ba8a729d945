// `websocket-wasm/shared`: one connection for all tabs.
import { SharedWebSocket } from './shared-tab.js';

export { SharedWebSocket };
export default SharedWebSocket;
