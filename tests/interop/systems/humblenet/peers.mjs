// A peer server as HumbleNet's: `peers.mjs PORT`. Whoever sends what it does not understand is dropped.
import { WebSocketServer } from 'ws';
import { decode, encode } from './codec.mjs';

const NOT_FOUND = 1;

const peers = new Map();
const aliases = new Map();
let lastId = 0;

const server = new WebSocketServer(
  {
    host: '127.0.0.1',
    port: Number(process.argv[2]),
    handleProtocols: (protocols) => protocols.has('humblepeer') && 'humblepeer',
  },
  () => console.log('listening'),
);

server.on('connection', (socket) => {
  const peer = { id: 0, send: (message) => socket.send(encode(message)) };
  socket.on('message', (data) => {
    try {
      answer(peer, decode(data));
    } catch {
      socket.terminate();
    }
  });
  socket.on('close', () => {
    peers.delete(peer.id);
    for (const [alias, id] of aliases) if (id === peer.id) aliases.delete(alias);
  });
});

function answer(peer, message) {
  if (!peer.id && message.type !== 'HelloServer') throw new Error('no hello');
  ANSWERS[message.type](peer, message);
}

const ANSWERS = {
  HelloServer(peer) {
    if (peer.id) return;
    peer.id = ++lastId;
    peers.set(peer.id, peer);
    peer.send({ type: 'HelloClient', peerId: peer.id });
  },
  AliasRegister({ id }, { alias }) {
    if (!aliases.has(alias)) aliases.set(alias, id);
  },
  AliasLookup(peer, { alias }) {
    peer.send({ type: 'AliasResolved', alias, peerId: aliases.get(alias) ?? 0 });
  },
  P2PRelayData(peer, { peerId, data }) {
    const other = peers.get(peerId);
    if (other) other.send({ type: 'P2PRelayData', peerId: peer.id, data });
    else peer.send({ type: 'P2PReject', peerId, reason: NOT_FOUND });
  },
};
