// The client is the global Phoenix. It takes the class from the global, or from the option `transport`.
import { BYTES, closing, shown, TEXT } from '../../lib/page/sockets.mjs';

export default async function scenario({ urls, step }) {
  await talk(urls.socket, {}, step);
  await talk(urls.socket, { transport: WebSocket }, (name, act) => step(`${name}, by the option`, act));
}

async function talk(url, options, step) {
  const id = crypto.randomUUID();
  const topic = `room:${id}`;
  const nameless = (reply) => JSON.parse(JSON.stringify(reply).replaceAll(id, 'ID'));
  const [socket, other] = [connect(url, options), connect(url, options)];
  const room = socket.channel(topic, { name: TEXT });
  const otherRoom = other.channel(topic, {});

  await step('join', async () => nameless([await answer(room.join()), await answer(otherRoom.join())]));
  await step('a push and its reply', () => answer(room.push('echo', { text: TEXT, list: [1, null, true] })));
  await step('an error as the reply', () => answer(room.push('fail', {})));
  await step('a broadcast to two clients', async () => {
    const both = Promise.all([room, otherRoom].map((channel) => heard(channel, 'shout')));
    room.push('shout', { text: TEXT });
    return both;
  });
  await step('a binary push and its reply', async () => {
    const [status, bytes] = await answer(room.push('echo', BYTES.buffer));
    return [status, await shown(bytes)];
  });
  await step('a binary broadcast to two clients', async () => {
    const both = Promise.all([room, otherRoom].map((channel) => heard(channel, 'shout')));
    otherRoom.push('shout', BYTES.buffer);
    return Promise.all((await both).map(shown));
  });
  await step('a topic that the server does not know', async () => {
    const unknown = socket.channel('nowhere:1');
    const reply = await answer(unknown.join());
    unknown.leave();
    return reply;
  });
  await step('two heartbeats', async () => {
    const beating = connect(url, { ...options, heartbeatIntervalMs: 100 });
    const replies = await messages(beating, 2, (message) => message.topic === 'phoenix');
    await disconnect(beating);
    return replies.map(({ event, payload }) => [event, payload]);
  });
  await step('the server drops the connection, and the client joins again', async () => {
    const end = new Promise((resolve) => socket.onClose((close) => resolve(closing(close))));
    const joined = messages(socket, 1, ({ payload }) => payload.response?.joined);
    room.push('drop', {});
    return [await end, nameless((await joined)[0].payload), await answer(room.push('echo', { text: TEXT }))];
  });
  await step('leave', async () => {
    const closed = messages(socket, 1, ({ event }) => event === 'phx_close');
    const reply = await answer(room.leave());
    return [reply, (await closed)[0].payload, room.state];
  });
  await step('disconnect', async () => [await disconnect(socket), await disconnect(other, 4001, TEXT)]);
}

function connect(url, options) {
  const socket = new Phoenix.Socket(url, { reconnectAfterMs: () => 10, rejoinAfterMs: () => 10, ...options });
  socket.connect();
  return socket;
}

/** What the server has replied to a push: status and response. */
function answer(push) {
  return new Promise((resolve) => {
    for (const status of ['ok', 'error', 'timeout']) push.receive(status, (response) => resolve([status, response]));
  });
}

/** The payload of the channel's next event of a name. */
function heard(channel, name) {
  return new Promise((resolve) => {
    const ref = channel.on(name, (payload) => {
      channel.off(name, ref);
      resolve(payload);
    });
  });
}

/** The next messages of a kind, so many, that any channel of a client receives. */
function messages(socket, count, isOfKind) {
  return new Promise((resolve) => {
    const received = [];
    const ref = socket.onMessage((message) => {
      if (isOfKind(message)) received.push(message);
      if (received.length < count) return;
      socket.off([ref]);
      resolve(received);
    });
  });
}

/** Disconnects and resolves to what the close event says. */
async function disconnect(socket, ...args) {
  const end = new Promise((resolve) => socket.conn.addEventListener('close', (close) => resolve(closing(close))));
  socket.disconnect(undefined, ...args);
  return end;
}
