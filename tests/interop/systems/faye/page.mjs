import { BYTES, TEXT, close, closing, exchange, next, open } from '../../lib/page/sockets.mjs';

export default async function scenario({ urls, step }) {
  await bayeux(urls.bayeux, step);
  await echo(urls.echo, step);
}

async function bayeux(url, step) {
  const room = `/rooms/${crypto.randomUUID()}`;
  const [publisher, subscriber] = await Promise.all([connect(url), connect(url)]);
  const publish = (channel, text) => publisher.client.publish(`${room}/${channel}`, { text });

  await step('a publication, to the subscriber of its channel', async () => {
    const { data } = await heard(subscriber.client, `${room}/news`, () => publish('news', TEXT));
    return data;
  });
  await step('a publication, to the subscriber of a pattern', async () => {
    const { channel, data } = await heard(subscriber.client, `${room}/*`, () => publish('weather', TEXT));
    return { channel: channel.replace(room, ''), data };
  });
  await step('nothing after the subscription is cancelled', async () => {
    const unwanted = [];
    const subscription = subscriber.client.subscribe(`${room}/news`, (data) => unwanted.push(data));
    await subscription;
    subscription.cancel();
    await heard(subscriber.client, `${room}/last`, () =>
      Promise.all([publish('news', 'not heard'), publish('last', 'heard')]),
    );
    return unwanted;
  });
  await step('the connection types that the clients told the server', () =>
    [publisher, subscriber].map(({ connectionTypes }) => [...connectionTypes]),
  );
  await step('disconnect', async () => [await publisher.disconnect(), await subscriber.disconnect()]);
}

async function echo(url, step) {
  const socket = await open(url, ['chat', 'echo']);
  await step('faye-websocket: the subprotocol', () => socket.protocol);
  await step('faye-websocket: text', () => exchange(socket, TEXT));
  await step('faye-websocket: bytes, received as a Blob', () => exchange(socket, BYTES));
  socket.binaryType = 'arraybuffer';
  await step('faye-websocket: bytes, received as an ArrayBuffer', () => exchange(socket, BYTES));
  await step('faye-websocket: a close code and reason of ours', () => close(socket, 4001, `adieu ${TEXT}`));
  await step('faye-websocket: a close code and reason of the server', async () => {
    const other = await open(url);
    const end = next(other, 'close');
    other.send(`close 4002 ${TEXT}`);
    return closing(await end);
  });
}

/** A client that has shaken hands, and talks over WebSocket alone from then on. */
async function connect(url) {
  const client = new Faye.Client(url);
  const connectionTypes = new Set();
  const replies = new Map();
  for (const type of ['eventsource', 'long-polling', 'cross-origin-long-polling']) client.disable(type);
  client.addExtension({
    async outgoing(message, send) {
      // The handshake always goes over polling, and so does what follows until the socket is open: so it waits for that.
      // Faye tells nobody when it is, but its own parts.
      if (message.channel === '/meta/handshake') await client._dispatcher.transports.websocket.get(url);
      if (message.channel === '/meta/connect') connectionTypes.add(message.connectionType);
      send(message);
    },
    incoming(message, receive) {
      replies.set(message.channel, message);
      receive(message);
    },
  });
  await new Promise((resolve) => {
    client.handshake(resolve);
  });
  client.disable('callback-polling');
  return {
    client,
    connectionTypes,
    async disconnect() {
      await client.disconnect();
      return replies.get('/meta/disconnect').successful;
    },
  };
}

/** Subscribes to a channel, has `publish` do so, and resolves to the first message, `{ channel, data }`. */
async function heard(client, channel, publish) {
  let subscription;
  const message = new Promise((resolve) => {
    subscription = client.subscribe(channel).withChannel((name, data) => resolve({ channel: name, data }));
  });
  await subscription;
  await publish();
  const first = await message;
  subscription.cancel();
  return first;
}
