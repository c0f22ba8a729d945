// The first script of a scope: keeps the native class before ours takes its place, and prepares the global as the configuration says.
import { patchGlobal } from '../../support/configurations.mjs';

globalThis.nativeWebSocket = {
  WebSocket: globalThis.WebSocket,
  descriptor: Object.getOwnPropertyDescriptor(globalThis, 'WebSocket'),
};
patchGlobal(globalThis.configuration);
