// A Bayeux server at /faye. `bayeux.mjs PORT`; what is published is marked with how it came to the server.
import { createServer } from 'node:http';
import faye from 'faye';

const [port] = process.argv.slice(2);
const server = createServer();

const bayeux = new faye.NodeAdapter({ mount: '/faye', timeout: 45 });
bayeux.addExtension({
  incoming(message, request, callback) {
    if (message.data) message.data.over = request.headers.upgrade?.toLowerCase() ?? 'HTTP';
    callback(message);
  },
});
bayeux.attach(server);
server.listen(Number(port), '127.0.0.1', () => console.log('listening'));
