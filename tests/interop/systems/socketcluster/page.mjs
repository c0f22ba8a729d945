import { create } from 'socketcluster-client/socketcluster-client.min.js';
import { BYTES, TEXT } from '../../lib/page/sockets.mjs';

export default async function scenario({ urls, step }) {
  const connect = async () => {
    const client = create({ hostname: '127.0.0.1', port: urls.port, autoReconnect: false });
    await client.listener('connect').once();
    return client;
  };
  const [first, second] = [await connect(), await connect()];

  await step('a procedure', () => first.invoke('echo', { text: TEXT, list: [1, null, true] }));
  await step('bytes, which its codec writes as Base64', () => first.invoke('echo', BYTES.buffer));
  await step('calls at once', () => Promise.all(['one', 'two', 'three'].map((text) => first.invoke('echo', text))));
  await step('a procedure that fails', () =>
    first.invoke('fail', TEXT).catch(({ name, message }) => ({ name, message })),
  );
  await step('a transmission of ours, and of the server', async () => {
    const said = first.receiver('said').once();
    await first.transmit('say', TEXT);
    return said;
  });

  const room = crypto.randomUUID();
  const channels = [first, second].map((client) => client.subscribe(room));
  await Promise.all(channels.map((channel) => channel.listener('subscribe').once()));
  await step('published by one, received by both', async () => {
    const received = Promise.all(channels.map((channel) => channel.once()));
    await channels[0].invokePublish({ from: 'first', text: TEXT });
    return received;
  });
  await step('published by the other, without an acknowledgement', async () => {
    const received = Promise.all(channels.map((channel) => channel.once()));
    await channels[1].transmitPublish(TEXT);
    return received;
  });

  const left = first.subscribe(`${room} left`);
  await left.listener('subscribe').once();
  await second.transmit('tell when I leave', `${room} left`);
  await step('a disconnection of ours, here and at the server', async () => {
    const heard = left.once();
    const ended = second.listener('disconnect').once();
    second.disconnect(4001, `adieu ${TEXT}`);
    return [await ended, await heard];
  });
  await step('a disconnection by the server', async () => {
    const ended = first.listener('disconnect').once();
    await first.invoke('dismiss me', [4002, TEXT]);
    return ended;
  });
}
