import { StrictMode, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { useWebSocket } from './useWebSocket.js';

function Echo() {
  const { message, readyState, send } = useWebSocket('ws://127.0.0.1:8081/echo');
  const [count, setCount] = useState(0);
  const sendNext = () => {
    send(`message ${count + 1}`);
    setCount(count + 1);
  };
  return (
    <>
      <button type="button" disabled={readyState !== 1} onClick={sendNext}>Send</button>
      <output>{message}</output>
    </>
  );
}

createRoot(document.querySelector('main')).render(
  <StrictMode>
    <Echo />
  </StrictMode>,
);
