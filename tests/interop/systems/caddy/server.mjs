// Caddy as the proxy in front of an echo server, and of websocketd: a command's stdin and stdout are the socket.
import { join } from 'node:path';
import { freePort } from '../../../../servers/loopback.mjs';
import { debianOf } from '../../lib/install.mjs';
import { node, serverOn, startProgram } from '../../lib/programs.mjs';
import { certificateFiles } from '../../lib/tls.mjs';

export const title = 'Caddy';
export const parts = ['caddy', 'websocketd', 'ws'];

const FOLDER = import.meta.dirname;
const programOf = (name) => join(debianOf(FOLDER), 'usr', 'bin', name);

export async function start() {
  const echo = await serverOn((port) => node(FOLDER, '../ws/echo.mjs', port));
  const lines = await serverOn((port) => websocketd(port, join(FOLDER, 'lines.sh')));
  const bytes = await serverOn((port) => websocketd(port, '--binary=true', 'cat'));
  const securePort = await freePort();
  const backends = { ECHO_PORT: echo.port, LINES_PORT: lines.port, BYTES_PORT: bytes.port };
  const proxy = await serverOn((port) => caddy({ PLAIN_PORT: port, SECURE_PORT: securePort, ...backends }));
  return {
    urls: { plain: `ws://127.0.0.1:${proxy.port}`, secure: `wss://127.0.0.1:${securePort}` },
    stop: () => Promise.all([proxy, bytes, lines, echo].map((server) => server.stop())),
  };
}

function websocketd(port, ...command) {
  const args = ['--address=127.0.0.1', `--port=${port}`, ...command];
  return startProgram(programOf('websocketd'), args, { ready: /Starting WebSocket server/ });
}

async function caddy(ports) {
  const { key, cert } = await certificateFiles();
  const home = join(FOLDER, '.installed', 'home');
  return startProgram(programOf('caddy'), ['run', '--config', join(FOLDER, 'Caddyfile'), '--adapter', 'caddyfile'], {
    env: { HOME: home, XDG_CONFIG_HOME: home, XDG_DATA_HOME: home, CERT: cert, KEY: key, ...ports },
    ready: /serving initial configuration/,
  });
}
