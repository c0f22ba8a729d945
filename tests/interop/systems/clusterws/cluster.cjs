// A cluster with one worker, for Node 10: `cluster.cjs PORT BROKER_PORT text|binary`. Worker and broker run this file, too.
'use strict';
// biome-ignore lint/style/useNodejsImportProtocol: Node 10 has no `node:`.
const { Server } = require('net');
const ClusterWS = require('clusterws');

const BROKER_POLL_MS = 10;

const [port, brokerPort, mode] = process.argv.slice(2);
const isBinary = mode === 'binary';

listenOnLoopback();
new ClusterWS({
  host: '127.0.0.1',
  port: Number(port),
  brokersPorts: [Number(brokerPort)],
  useBinary: isBinary,
  encodeDecodeEngine: isBinary && asciiCodec(),
  worker,
});

function worker() {
  const { wss } = this;
  wss.on('connection', (socket) => {
    socket.on('echo', (data) => socket.send('echo', data));
    socket.on('dismiss me', ([code, reason]) => socket.disconnect(code, reason));
    // Last words, for the client that has disconnected: another one is told.
    socket.on('tell when I leave', (channel) => {
      socket.on('disconnect', (code, reason) => wss.publish(channel, { code, reason }));
    });
  });
  // What is published before the worker has reached its broker is lost.
  const timer = setInterval(() => {
    if (wss.internalBrokers.brokersAmount === 0) return;
    clearInterval(timer);
    console.log('listening');
  }, BROKER_POLL_MS);
}

/** The client takes binary messages for Latin-1 and the server for UTF-8: what both read the same is ASCII. */
function asciiCodec() {
  return {
    encode: (data) => encodeURIComponent(JSON.stringify(data)),
    decode: (text) => JSON.parse(decodeURIComponent(text)),
  };
}

/** The broker listens on all addresses, and has no option for another: if no host is given, it is this one. */
function listenOnLoopback() {
  const { listen } = Server.prototype;
  Server.prototype.listen = function listenThere(where, ...rest) {
    const isBare = typeof where === 'number' && typeof rest[0] !== 'string';
    return isBare ? listen.call(this, where, '127.0.0.1', ...rest.filter(Boolean)) : listen.call(this, where, ...rest);
  };
}
