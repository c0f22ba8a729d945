import { onMounted, onUnmounted, shallowRef } from 'vue';
import ReconnectingWebSocket from 'websocket-wasm/reconnecting';

/** The last message, the state of the connection and a function to send, for a component. */
export function useWebSocket(url, options) {
  const message = shallowRef(null);
  const readyState = shallowRef(ReconnectingWebSocket.CONNECTING);
  let socket;
  onMounted(() => {
    socket = new ReconnectingWebSocket(url, options);
    const showState = () => (readyState.value = socket.readyState);
    for (const type of ['open', 'close', 'reconnecting', 'giveup']) socket.addEventListener(type, showState);
    socket.addEventListener('message', ({ data }) => (message.value = data));
  });
  onUnmounted(() => socket.close(1000));
  return { message, readyState, send: (data) => socket.send(data) };
}
