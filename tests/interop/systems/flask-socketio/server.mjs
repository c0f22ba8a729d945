// Flask-SocketIO, with the client of Socket.IO.
import { join } from 'node:path';
import { python } from '../../lib/install.mjs';
import { serverOn, startProgram } from '../../lib/programs.mjs';

export const title = 'Flask-SocketIO';
export const parts = ['flask-socketio', 'simple-websocket', 'socket.io-client'];
export const clients = ['node_modules/socket.io-client/dist/socket.io.min.js'];
export const inTests = true;

export async function start() {
  const { command, env } = python(import.meta.dirname);
  const server = await serverOn((port) =>
    startProgram(command, [join(import.meta.dirname, 'app.py'), String(port)], {
      env,
      ready: /Running on/,
    }),
  );
  return { urls: { http: `http://127.0.0.1:${server.port}` }, stop: server.stop };
}
