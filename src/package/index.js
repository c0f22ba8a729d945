// The root entry: exports without side effects on the page.
import { WebSocket, failure, inspect, install, uninstall } from './core.js';

if (failure) throw failure;

export { WebSocket, inspect, install, uninstall };
export default WebSocket;
