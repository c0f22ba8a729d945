// The client is the global signalR. With JSON it takes the class from the global, with the binary protocol from the option.
import { BYTES, TEXT, hex } from '../../lib/page/sockets.mjs';

/** MessagePack, under the name that the server's binary protocol has. */
class BlazorPack extends signalR.protocols.msgpack.MessagePackHubProtocol {
  name = 'blazorpack';
}

const PROTOCOLS = {
  json: {
    options: {},
    protocol: () => new signalR.JsonHubProtocol(),
    // JSON has bytes as Base64.
    echoBytes: async (connection) =>
      hex(bytesOf(await connection.invoke('EchoBytes', btoa(String.fromCharCode(...BYTES))))),
  },
  binary: {
    options: { WebSocket },
    protocol: () => new BlazorPack(),
    echoBytes: async (connection) => hex(await connection.invoke('Bytes', hex(BYTES))),
  },
};

export default async function scenario({ urls, step, control }) {
  for (const [name, { options, protocol, echoBytes }] of Object.entries(PROTOCOLS)) {
    const connections = [connectionTo(urls.hub, options, protocol()), connectionTo(urls.hub, options, protocol())];
    await talk(connections, echoBytes, (what, act) => step(`${name}: ${what}`, act), control);
  }
}

async function talk([connection, other], echoBytes, step, control) {
  const room = crypto.randomUUID();
  await step('start', async () => {
    await Promise.all([connection.start(), other.start()]);
    await Promise.all([connection.invoke('Join', room), other.invoke('Join', room)]);
    return [connection.state, other.state];
  });
  await step('invoke', () => connection.invoke('Echo', TEXT));
  await step('bytes', () => echoBytes(connection));
  await step('an error of the hub', () => connection.invoke('Fail', TEXT).catch(({ message }) => message));
  await step('a broadcast to two clients', async () => {
    const heard = Promise.all([next(connection, 'shouted'), next(other, 'shouted')]);
    await connection.send('Shout', room, TEXT);
    return heard;
  });
  await step('a stream of the server', () => all(connection.stream('Count', 3)));
  await step('a stream of the client', async () => {
    const texts = new signalR.Subject();
    const collected = connection.invoke('Collect', texts);
    for (const text of ['one', TEXT, 'three']) texts.next(text);
    texts.complete();
    return collected;
  });
  await step('automatic reconnect: the server restarts, and answers again', async () => {
    const lost = new Promise((resolve) => connection.onreconnecting(({ message }) => resolve(message)));
    const found = [connection, other].map((each) => new Promise((resolve) => each.onreconnected(resolve)));
    const id = connection.connectionId;
    await control('restart');
    const [newId] = await Promise.all(found);
    return [await lost, newId !== id, await connection.invoke('Echo', TEXT), await other.invoke('Echo', TEXT)];
  });
  await step('stop', async () => {
    const closed = new Promise((resolve) => connection.onclose((error) => resolve(error?.message ?? 'closed')));
    await Promise.all([connection.stop(), other.stop()]);
    return [await closed, connection.state, other.state];
  });
}

function connectionTo(url, options, protocol) {
  return (
    new signalR.HubConnectionBuilder()
      // Nothing but WebSockets: it would fall back to other transports without a word.
      .withUrl(url, { ...options, transport: signalR.HttpTransportType.WebSockets })
      .withHubProtocol(protocol)
      // At once, then again until the server is back.
      .withAutomaticReconnect({
        nextRetryDelayInMilliseconds: ({ previousRetryCount }) => (previousRetryCount ? 50 : 0),
      })
      .configureLogging(signalR.LogLevel.None)
      .build()
  );
}

/** What the server next calls a method of the client with. */
function next(connection, method) {
  return new Promise((resolve) => {
    const take = (value) => {
      connection.off(method, take);
      resolve(value);
    };
    connection.on(method, take);
  });
}

/** The items of a stream. */
function all(stream) {
  return new Promise((resolve, reject) => {
    const items = [];
    stream.subscribe({ next: (item) => items.push(item), complete: () => resolve(items), error: reject });
  });
}

const bytesOf = (base64) => Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
