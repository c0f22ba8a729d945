// Echoes of Total.js 5: `total5.mjs PORT`, at /text/, /binary/ and /json/.
import 'total5';

const [port] = process.argv.slice(2);
// It would send compressed binary messages as text, and browsers always offer compression.
CONF.$wscompress = false;
ROUTE('SOCKET /text/ @text', ($) => $.on('message', (client, message) => client.send(message, true)));
ROUTE('SOCKET /binary/ @binary', ($) => $.on('message', (client, message) => client.send(message)));
ROUTE('SOCKET /json/', ($) => $.on('message', (client, message) => client.send({ echo: message })));
ON('ready', () => console.log('listening'));
Total.http({ ip: '127.0.0.1', port: Number(port), load: 'none' });
