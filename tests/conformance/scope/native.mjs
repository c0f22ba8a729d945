// The first script of a scope: keeps the native class before ours takes its place.
globalThis.nativeWebSocket = {
  WebSocket: globalThis.WebSocket,
  descriptor: Object.getOwnPropertyDescriptor(globalThis, 'WebSocket'),
};
