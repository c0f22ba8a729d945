// One socket of libzmq. `peer.mjs KIND PORT`
import { Reply, Router, XPublisher } from 'zeromq';

const KINDS = { reply, publish, route };

const [kind, port] = process.argv.slice(2);
await KINDS[kind](`ws://127.0.0.1:${port}/`);

/** Answers with what was asked. */
async function reply(url) {
  const socket = new Reply();
  await bind(socket, url);
  for await (const frames of socket) await socket.send(frames);
}

/** Publishes to everyone who subscribes to a topic; a topic `left ID` tells who waits for it that `news ID` is read no more. */
async function publish(url) {
  const socket = new XPublisher({ verbosity: 'allSubs' });
  await bind(socket, url);
  for await (const [subscription] of socket) {
    const topic = subscription.subarray(1).toString();
    if (subscription[0] === 1) {
      await socket.send([`not ${topic}`, 'for nobody']);
      await socket.send([topic, 'hé✓ 🌍', Buffer.from([0, 1, 2, 254, 255])]);
    } else {
      await socket.send([topic.replace('news', 'left'), topic]);
    }
  }
}

/** Hands on what clients write to each other: the frames are the reader's name, then the message. */
async function route(url) {
  const socket = new Router();
  await bind(socket, url);
  for await (const [sender, reader, ...frames] of socket) await socket.send([reader, sender, ...frames]);
}

async function bind(socket, url) {
  await socket.bind(url);
  console.log('listening');
}
