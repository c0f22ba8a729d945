import { TEXT, next } from '../../lib/page/sockets.mjs';

export default async function scenario({ urls, step }) {
  await exchangeAll('text', { url: urls.text }, step);
  await exchangeAll('binary', { url: urls.binary, encodeDecodeEngine: asciiCodec() }, step);
}

async function exchangeAll(mode, options, step) {
  const [first, second] = [new ClusterWS(options), new ClusterWS(options)];
  await Promise.all([first, second].map((client) => once(client, 'connect')));
  const answer = (client, data) => {
    const answered = once(client, 'echo');
    client.send('echo', data);
    return answered.then(([echoed]) => echoed);
  };
  await step(`${mode}: what carries a message`, async () => {
    const frame = next(first.websocket, 'message');
    await answer(first, '');
    return (await frame).data.constructor.name;
  });
  await step(`${mode}: an event of ours, and of the server`, () =>
    answer(first, { text: TEXT, list: [1, null, true] }),
  );

  // Nobody tells that a subscription has been made, but an answer comes after it.
  const room = crypto.randomUUID();
  const channels = [first, second].map((client) => client.subscribe(room));
  await Promise.all([first, second].map((client) => answer(client, 'subscribed')));
  await step(`${mode}: published by one, received by both`, async () => {
    const received = Promise.all(channels.map(published));
    channels[0].publish({ from: 'first', text: TEXT });
    return received;
  });
  await step(`${mode}: published by the other`, async () => {
    const received = Promise.all(channels.map(published));
    channels[1].publish(TEXT);
    return received;
  });

  const left = first.subscribe(`${room} left`);
  await answer(first, 'subscribed');
  second.send('tell when I leave', `${room} left`);
  await step(`${mode}: a disconnection of ours, here and at the server`, async () => {
    const heard = published(left);
    const ended = once(second, 'disconnect');
    second.disconnect(4001, `adieu ${TEXT}`);
    return [await ended, await heard];
  });
  await step(`${mode}: a disconnection by the server`, async () => {
    const ended = once(first, 'disconnect');
    first.send('dismiss me', [4002, TEXT]);
    return ended;
  });
}

/** The arguments of a client's next event. */
function once(client, event) {
  return new Promise((resolve, reject) => {
    client.on('error', () => reject(new Error(`an error instead of ${event}`)));
    client.on(event, (...args) => resolve(args));
  });
}

/** The next message of a channel. */
const published = (channel) =>
  new Promise((resolve) => {
    channel.watch(resolve);
  });

/** As the server's: the client's binary messages carry ASCII only. */
function asciiCodec() {
  return {
    encode: (data) => encodeURIComponent(JSON.stringify(data)),
    decode: (text) => JSON.parse(decodeURIComponent(text)),
  };
}
