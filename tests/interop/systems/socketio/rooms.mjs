// Answers, broadcasts and rooms. `rooms.mjs PORT [KEY CERT]`
import { readFileSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { Server } from 'socket.io';

const [port, key, cert] = process.argv.slice(2);
const server = key ? createHttpsServer({ key: readFileSync(key), cert: readFileSync(cert) }) : createHttpServer();

const io = new Server(server, { transports: ['websocket'] });
io.on('connection', (socket) => {
  socket.on('echo', (...args) => {
    const answer = args.pop();
    answer(...args);
  });
  socket.on('digits of', (bytes, answer) => answer(bytes.toString('hex')));
  socket.on('bytes of', (digits, answer) => answer(Buffer.from(digits, 'hex')));
  socket.on('broadcast', (message, answer) => {
    socket.broadcast.emit('broadcast', message);
    answer();
  });
  socket.on('join', (room, answer) => {
    socket.join(room);
    answer();
  });
  socket.on('leave', (room, answer) => {
    socket.leave(room);
    answer();
  });
  socket.on('to room', (room, message, answer) => {
    io.to(room).emit('to room', message);
    answer();
  });
  socket.on('end', () => socket.disconnect());
});
server.listen(Number(port), '127.0.0.1', () => console.log('listening'));
