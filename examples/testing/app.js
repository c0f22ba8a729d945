import ReconnectingWebSocket from 'websocket-wasm/reconnecting';

/** Prices as they come, and whether they are current. */
export function watchPrices(onPrice, onState) {
  const socket = new ReconnectingWebSocket('wss://prices.example/', { jitter: 0, firstDelay: 1_000 });
  socket.onopen = () => onState('current');
  socket.onreconnecting = () => onState('old');
  socket.onmessage = ({ data }) => onPrice(Number(data));
  return () => socket.close();
}
