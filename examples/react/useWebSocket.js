import { useEffect, useRef, useState } from 'react';
import ReconnectingWebSocket from 'websocket-wasm/reconnecting';

/** The last message, the state of the connection and a function to send. A function as `url` must be the same one at each call. */
export function useWebSocket(url, options) {
  const socket = useRef(null);
  const [message, setMessage] = useState(null);
  const [readyState, setReadyState] = useState(ReconnectingWebSocket.CONNECTING);
  useEffect(() => {
    const made = new ReconnectingWebSocket(url, options);
    const leaving = new AbortController();
    const listen = (type, listener) => made.addEventListener(type, listener, { signal: leaving.signal });
    for (const type of ['open', 'close', 'reconnecting', 'giveup']) listen(type, () => setReadyState(made.readyState));
    listen('message', ({ data }) => setMessage(data));
    socket.current = made;
    return () => {
      leaving.abort();
      made.close(1000);
    };
  }, [url]); // Later options are ignored.
  return { message, readyState, send: (data) => socket.current.send(data) };
}
