// What Phoenix Channels do on the wire, in version 2 of their serializer: `[join_ref, ref, topic, event, payload]` as JSON, or
// a binary frame with the lengths of the first four before them. `fixture.mjs PORT`
// Rooms know the events echo, shout (to all in the room), fail (an error reply) and drop (ends the connection without a close).
import { WebSocketServer } from 'ws';

const [port] = process.argv.slice(2);
const PUSH = 0;
const REPLY = 1;
const BROADCAST = 2;

/** The connections in each room, by topic. */
const rooms = new Map();

const server = new WebSocketServer({ host: '127.0.0.1', port: Number(port) }, () => console.log('listening'));
server.on('connection', (socket, { url }) => {
  if (!url.startsWith('/socket/websocket')) return socket.close(1008);
  socket.on('message', (data, isBinary) => answer(socket, isBinary ? decode(data) : fromJson(data)));
  socket.on('close', () => rooms.forEach((members) => members.delete(socket)));
});

function answer(socket, message) {
  const { joinRef, topic, event, payload } = message;
  const isMember = rooms.get(topic)?.has(socket);
  if (topic === 'phoenix' && event === 'heartbeat') return reply(socket, message, 'ok', {});
  if (event === 'phx_join' && topic.startsWith('room:')) {
    enter(socket, topic);
    return reply(socket, message, 'ok', { joined: topic, params: payload });
  }
  if (!isMember) return reply(socket, { ...message, joinRef: null }, 'error', { reason: 'unmatched topic' });
  if (event === 'phx_leave') {
    rooms.get(topic).delete(socket);
    reply(socket, message, 'ok', {});
    return send(socket, [joinRef, joinRef, topic, 'phx_close', {}]);
  }
  if (event === 'echo') return reply(socket, message, 'ok', payload);
  if (event === 'shout') return broadcast(topic, event, payload);
  if (event === 'fail') return reply(socket, message, 'error', { reason: 'asked to fail' });
  if (event === 'drop') return socket.terminate();
}

function enter(socket, topic) {
  if (!rooms.has(topic)) rooms.set(topic, new Set());
  rooms.get(topic).add(socket);
}

function reply(socket, { joinRef, ref, topic }, status, response) {
  if (Buffer.isBuffer(response)) socket.send(encode(REPLY, [joinRef, ref, topic, status], response));
  else send(socket, [joinRef, ref, topic, 'phx_reply', { status, response }]);
}

function broadcast(topic, event, payload) {
  for (const member of rooms.get(topic)) {
    if (Buffer.isBuffer(payload)) member.send(encode(BROADCAST, [topic, event], payload));
    else send(member, [null, null, topic, event, payload]);
  }
}

const send = (socket, fields) => socket.send(JSON.stringify(fields));

function fromJson(text) {
  const [joinRef, ref, topic, event, payload] = JSON.parse(text);
  return { joinRef, ref, topic, event, payload };
}

/** A binary frame: its kind, a byte with the length of each text, the texts, and the payload. */
function encode(kind, texts, payload) {
  const parts = texts.map((text) => Buffer.from(text));
  return Buffer.concat([Buffer.from([kind, ...parts.map(({ length }) => length)]), ...parts, payload]);
}

function decode(frame) {
  const [kind, ...lengths] = frame.subarray(0, 5);
  if (kind !== PUSH) throw new Error(`a client does not send frames of the kind ${kind}`);
  let at = 5;
  const [joinRef, ref, topic, event] = lengths.map((length) => frame.toString('utf8', at, (at += length)));
  return { joinRef, ref, topic, event, payload: frame.subarray(at) };
}
