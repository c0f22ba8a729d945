// `websocket-wasm/shared`: one connection for all tabs.
import * as tab from './shared-tab.js';

export const SharedWebSocket = tab.SharedWebSocket;
export default SharedWebSocket;
