// An endpoint that is called, and calls back: `api.mjs PORT`, at /api.
import { createServer } from 'node:http';
import JSONRPC from 'jsonrpc-bidirectional';
// The version that jsonrpc-bidirectional brings: its router takes text messages for strings.
import WebSocket from 'ws';

class Api extends JSONRPC.EndpointBase {
  /** What a connection left here, by its id. */
  #kept = new Map();

  constructor() {
    super('Api', '/api', {}, JSONRPC.Client);
  }

  async echo(request, value) {
    return value;
  }

  async fail(request, message, code) {
    throw new JSONRPC.Exception(message, code);
  }

  /** What the client answers to a call of its method. */
  async callBack({ reverseCallsClient }, method, ...params) {
    return { client: await reverseCallsClient.rpc(method, params) };
  }

  /** How the client's failure arrives. */
  async callBackInVain({ reverseCallsClient }, method, ...params) {
    return reverseCallsClient.rpc(method, params).then(
      () => 'it did not fail',
      ({ message, code }) => ({ message, code }),
    );
  }

  async keep({ connectionID }, value) {
    this.#kept.set(connectionID, value);
  }

  async kept({ connectionID }) {
    return this.#kept.get(connectionID);
  }

  neverAnswer() {
    return new Promise(() => {});
  }

  /** Closes the connection, with the answer still before it. */
  async dismissMe({ connectionID }, code, reason) {
    setImmediate(() => sockets.get(connectionID).close(code, reason));
  }
}

const [port] = process.argv.slice(2);
const calls = new JSONRPC.Server();
calls.registerEndpoint(new Api());
calls.addPlugin(new JSONRPC.Plugins.Server.AuthenticationSkip());
calls.addPlugin(new JSONRPC.Plugins.Server.AuthorizeAll());
const router = new JSONRPC.BidirectionalWebsocketRouter(calls);
const sockets = new Map();

const server = createServer();
new WebSocket.Server({ server }).on('connection', (socket, request) =>
  sockets.set(router.addWebSocketSync(socket, request), socket),
);
server.listen(Number(port), '127.0.0.1', () => console.log('listening'));
