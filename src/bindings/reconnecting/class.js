// The shape of ReconnectingWebSocket.
export const reconnectingWebSocketClass = (Policy, WebSocket) => class ReconnectingWebSocket extends EventTarget {
  static delay = Policy.delay;
  static Transport = WebSocket;
};
