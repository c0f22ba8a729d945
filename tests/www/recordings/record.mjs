// Records what real clients and servers say to each other, for dialects.test.mjs: `node record.mjs FOLDER`, where FOLDER has the packages
// that are imported here, each in the version that the recordings name.
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const [folder] = process.argv.slice(2);
const require = createRequire(join(resolve(folder), 'package.json'));
const load = async (name) => import(pathToFileURL(require.resolve(name)).href);
const versionOf = (name) =>
  JSON.parse(readFileSync(join(resolve(folder), 'node_modules', name, 'package.json'), 'utf8')).version;
const { createWebSocketStream, WebSocketServer, WebSocket } = require('ws');

/** A server of WebSocket that passes everything on to another, and keeps it. */
async function recorder(target) {
  const lines = [];
  const server = createServer();
  const sockets = new WebSocketServer({ server, handleProtocols: ([first]) => first });
  let made = {};
  sockets.on('connection', (client, { url }) => {
    made = { url, protocol: client.protocol };
    const far = new WebSocket(`${target}${url}`, client.protocol ? [client.protocol] : []);
    const waiting = [];
    const pass = (to, way, data, isBinary) => {
      lines.push(`  ${way} ${isBinary ? `bin ${data.toString('hex')}` : JSON.stringify(data.toString())}`);
      to.send(data, { binary: isBinary });
    };
    client.on('message', (data, isBinary) => {
      if (far.readyState === 1) pass(far, '>', data, isBinary);
      else waiting.push([data, isBinary]);
    });
    far.on('open', () => {
      for (const [data, isBinary] of waiting) pass(far, '>', data, isBinary);
    });
    far.on('message', (data, isBinary) => pass(client, '<', data, isBinary));
    client.on('close', () => far.close());
    far.on('close', () => client.close());
  });
  const port = await listening(server);
  return { url: `127.0.0.1:${port}`, lines, made: () => made, stop: () => server.close() };
}

const listening = (server) =>
  new Promise((done) => {
    server.listen(0, '127.0.0.1', () => done(server.address().port));
  });

async function socketIo(parser) {
  const [{ Server }, { io }] = [await load('socket.io'), await load('socket.io-client')];
  const server = createServer();
  const chosen = parser ? { parser: require(parser) } : {};
  const sockets = new Server(server, { transports: ['websocket'], ...chosen });
  const answer = (socket) => {
    socket.on('echo', (value, answered) => answered(value));
    socket.on('shout', (value) => socket.emit('shouted', value, 2));
  };
  sockets.on('connection', answer);
  sockets.of('/admin').on('connection', answer);
  const through = await recorder(`ws://127.0.0.1:${await listening(server)}`);
  const options = { transports: ['websocket'], ...chosen };
  const client = io(`http://${through.url}`, options);
  await client.emitWithAck('echo', 'hé');
  await client.emitWithAck('echo', { bytes: Buffer.from([1, 2]), large: 2 ** 40 });
  client.emit('shout', [true]);
  await new Promise((done) => {
    client.once('shouted', done);
  });
  const admin = client.io.socket('/admin', options).connect();
  await admin.emitWithAck('echo', null);
  client.disconnect();
  sockets.close();
  return through;
}

async function graphql() {
  const { buildSchema } = await load('graphql');
  const { createClient } = await load('graphql-ws');
  const { useServer } = await load('graphql-ws/use/ws');
  const schema = buildSchema('type Query { hello: String } type Subscription { count: Int }');
  const roots = {
    query: { hello: () => 'hé' },
    subscription: {
      count: async function* count() {
        yield { count: 1 };
        yield { count: 2 };
      },
    },
  };
  const server = createServer();
  useServer({ schema, roots }, new WebSocketServer({ server }));
  const through = await recorder(`ws://127.0.0.1:${await listening(server)}`);
  const client = createClient({ url: `ws://${through.url}/graphql`, webSocketImpl: WebSocket, generateID: ids() });
  for (const query of ['{ hello }', 'subscription Count { count }', '{ nothing }']) {
    await new Promise((done) => {
      client.subscribe({ query }, { next() {}, error: done, complete: () => done(undefined) });
    });
  }
  client.dispose();
  server.close();
  return through;
}

const ids = () => {
  let last = 0;
  return () => `operation-${++last}`;
};

/** Streams of Node send a packet in several messages. */
async function mqtt() {
  const { connectAsync } = (await load('mqtt')).default;
  const { Aedes } = await load('aedes');
  const broker = await Aedes.createBroker();
  const server = createServer();
  new WebSocketServer({ server }).on('connection', (socket) => broker.handle(createWebSocketStream(socket)));
  const through = await recorder(`ws://127.0.0.1:${await listening(server)}`);
  const client = await connectAsync(`ws://${through.url}/mqtt`, { clientId: 'page' });
  await client.subscribeAsync('room/#', { qos: 1 });
  const heard = new Promise((done) => {
    client.on('message', done);
  });
  await client.publishAsync('room/1', 'hé', { qos: 1 });
  await heard;
  await client.publishAsync('room/2', 'kept', { qos: 2, retain: true });
  await client.unsubscribeAsync('room/#');
  await client.endAsync();
  broker.close();
  server.close();
  return through;
}

async function jsonRpc() {
  const { Server, Client } = require('rpc-websockets');
  const server = new Server({ port: 0, host: '127.0.0.1' });
  await new Promise((done) => {
    server.on('listening', done);
  });
  server.register('sum', ([first, second]) => first + second);
  server.event('changed');
  const through = await recorder(`ws://127.0.0.1:${server.wss.address().port}`);
  const client = new Client(`ws://${through.url}/`, { reconnect: false });
  await new Promise((done) => {
    client.on('open', done);
  });
  await client.call('sum', [1, 2]);
  await client.call('none', { a: 1 }).catch(() => {});
  await client.subscribe('changed');
  const heard = new Promise((done) => {
    client.on('changed', done);
  });
  server.emit('changed', 'hé');
  await heard;
  client.close();
  await server.close();
  return through;
}

/** The client is the real one. The server answers by hand: no registry of packages has one that is kept. */
async function stomp() {
  const { Client } = await load('@stomp/stompjs');
  const server = createServer();
  const frame = (command, headers, body = '') =>
    `${command}\n${Object.entries(headers)
      .map(([name, value]) => `${name}:${value}\n`)
      .join('')}\n${body}\0`;
  new WebSocketServer({ server, handleProtocols: ([first]) => first }).on('connection', (socket) => {
    const answers = {
      CONNECT: () => frame('CONNECTED', { version: '1.2', 'heart-beat': '0,0' }),
      SEND: (text) =>
        frame(
          'MESSAGE',
          { subscription: 'sub-0', 'message-id': '7', ack: '7', destination: '/topic/a' },
          text.split('\n\n')[1].slice(0, -1),
        ),
      DISCONNECT: (text) => frame('RECEIPT', { 'receipt-id': /receipt:(.*)/.exec(text)[1] }),
    };
    socket.on('message', (data) => {
      const answer = answers[data.toString().split('\n')[0]]?.(data.toString());
      if (answer) socket.send(answer);
    });
  });
  const through = await recorder(`ws://127.0.0.1:${await listening(server)}`);
  globalThis.WebSocket = WebSocket;
  const client = new Client({ brokerURL: `ws://${through.url}/stomp`, reconnectDelay: 0 });
  await new Promise((done) => {
    client.onConnect = done;
    client.activate();
  });
  await new Promise((done) => {
    client.subscribe(
      '/topic/a',
      (message) => {
        message.ack();
        done(undefined);
      },
      { ack: 'client' },
    );
    client.publish({ destination: '/topic/a', body: 'hé', headers: { 'content-type': 'text/plain' } });
  });
  await client.deactivate();
  server.close();
  return through;
}

/** Every message of the protocol, as the client's own library writes it. */
async function signalR() {
  const { MessagePackHubProtocol } = require('@microsoft/signalr-protocol-msgpack');
  const protocol = new MessagePackHubProtocol();
  const headers = {};
  const write = (message) => `  > bin ${Buffer.from(protocol.writeMessage({ headers, ...message })).toString('hex')}`;
  const lines = [
    '  > "{\\"protocol\\":\\"messagepack\\",\\"version\\":2}\\u001e"',
    '  < "{}\\u001e"',
    write({ type: 1, target: 'Send', arguments: ['hé', 1], streamIds: [] }),
    write({ type: 1, invocationId: '0', target: 'Echo', arguments: [new Uint8Array([1, 2])], streamIds: [] }),
    write({ type: 3, invocationId: '0', result: 42 }),
    write({ type: 3, invocationId: '1', error: 'failed' }),
    write({ type: 3, invocationId: '2' }),
    write({ type: 4, invocationId: '3', target: 'Count', arguments: [3], streamIds: [] }),
    write({ type: 2, invocationId: '3', item: 'x'.repeat(200) }),
    write({ type: 5, invocationId: '3' }),
    write({ type: 6 }),
    write({ type: 8, sequenceId: 7 }),
    write({ type: 9, sequenceId: 8 }),
  ];
  return { lines, made: () => ({ url: '/hub' }), stop() {} };
}

const RECORDINGS = {
  'socket_io.txt': [() => socketIo(), 'socket.io', 'socket.io-client'],
  'socket_io_msgpack.txt': [
    () => socketIo('socket.io-msgpack-parser'),
    'socket.io',
    'socket.io-client',
    'socket.io-msgpack-parser',
  ],
  'graphql.txt': [graphql, 'graphql-ws'],
  'mqtt.txt': [mqtt, 'mqtt', 'aedes'],
  'json_rpc.txt': [jsonRpc, 'rpc-websockets'],
  'stomp.txt': [stomp, '@stomp/stompjs'],
  'signalr_msgpack.txt': [signalR, '@microsoft/signalr-protocol-msgpack'],
};

for (const [file, [record, ...packages]] of Object.entries(RECORDINGS)) {
  try {
    const { lines, made, stop } = await record();
    const { url = '/', protocol = '' } = made();
    const head = `${packages.map((name) => `${name} ${versionOf(name)}`).join(', ')}\n${url} ${protocol}`.trimEnd();
    writeFileSync(join(import.meta.dirname, file), `${head}\n${lines.join('\n')}\n`);
    stop();
    console.log(`${file}: ${lines.length} messages`);
  } catch (error) {
    console.log(`${file}: ${error.stack}`);
  }
}
process.exit();
