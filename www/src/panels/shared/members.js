import { WebSocket } from 'websocket-wasm';

/** Asks the test server how many connections there are in the room with this URL. Resolves to “–” if it is another server's. */
export function membersOf(server, url) {
  if (!server || !url.startsWith(`${server.url}/room?`)) return '–';
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url.replace('/room?', '/members?'));
    socket.addEventListener('open', () => socket.send('?'));
    socket.addEventListener('message', ({ data }) => {
      socket.close();
      resolve(data);
    });
    socket.addEventListener('close', () => reject(new Error('The test server does not answer.')));
  });
}
