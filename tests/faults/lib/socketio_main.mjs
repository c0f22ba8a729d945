// Socket.IO, answering "echo", with pings so often that a test can wait for them: `socketio_main.mjs PORT`.
import { writeSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { SYSTEMS } from '../../interop/lib/systems.mjs';

const { Server } = createRequire(join(SYSTEMS, 'socketio', 'package.json'))('socket.io');
const [port] = process.argv.slice(2);

const server = createServer();
const io = new Server(server, { transports: ['websocket'], pingInterval: 150, pingTimeout: 300 });
io.on('connection', (socket) => socket.on('echo', (number, answer) => answer(number)));
server.listen(Number(port), '127.0.0.1', () => writeSync(3, 'listening\n'));
process.stdin.on('end', () => process.exit()).resume();
