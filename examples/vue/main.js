import { createApp, h } from 'vue';
import { useWebSocket } from './useWebSocket.js';

const Echo = {
  setup() {
    const { message, readyState, send } = useWebSocket('ws://127.0.0.1:8081/echo');
    let count = 0;
    const sendNext = () => send(`message ${(count += 1)}`);
    return () => [
      h('button', { type: 'button', disabled: readyState.value !== 1, onClick: sendNext }, 'Send'),
      h('output', message.value),
    ];
  },
};

createApp(Echo).mount('main');
