// jszmq takes the class from the global when it is loaded, after ours is there. What closing gives is no step: libzmq 4.3.5 never
// answers a Close, so the browser's own class, too, waits for its limit (a minute in Chromium) and then reports 1006.
import './node_globals.mjs';
import { Dealer, Req, Sub } from 'jszmq';
import { BYTES, TEXT, hex, manyBytes, sameBytes } from '../../lib/page/sockets.mjs';

const bytes = Buffer.from(BYTES);
const large = Buffer.from(manyBytes(100_000));

export default async function scenario(page) {
  await requests(page);
  await subscriptions(page);
  await routes(page);
}

async function requests({ urls, step }) {
  const socket = connect(new Req(), urls.reply);
  const answerTo = async (request) => {
    const answer = message(socket);
    socket.send(request);
    return answer;
  };
  await step('REQ and REP: one frame', async () => shown(await answerTo(TEXT)));
  await step('REQ and REP: several frames, an empty one as well', async () =>
    shown(await answerTo([TEXT, bytes, '', 'last'])),
  );
  await step('REQ and REP: many bytes', async () => {
    const [frame, ...more] = await answerTo([large, 'and text']);
    return [frame.length, sameBytes(frame, large), ...shown(more)];
  });
  socket.close();
}

async function subscriptions({ urls, step }) {
  const [first, second] = [connect(new Sub(), urls.publish), connect(new Sub(), urls.publish)];
  // Topics of this run alone: the publisher sees every new one.
  const id = crypto.randomUUID();
  const [news, left] = [`news ${id}`, `left ${id}`];
  const published = async (frames) => shown(await frames, id);
  await step('PUB and SUB: to one subscriber', () => {
    const received = message(first);
    first.subscribe(news);
    return published(received);
  });
  await step('PUB and SUB: to two subscribers', () => {
    const received = [first, second].map(message);
    second.subscribe(news);
    return Promise.all(received.map(published));
  });
  await step('PUB and SUB: a topic that nobody reads any more', async () => {
    const subscribed = message(first);
    first.subscribe(left);
    await subscribed;
    const received = message(first);
    first.unsubscribe(news);
    second.unsubscribe(news);
    return published(received);
  });
  for (const socket of [first, second]) socket.close();
}

async function routes({ urls, step }) {
  const id = crypto.randomUUID();
  const [alice, bob] = ['alice', 'bob'].map((name) => named(new Dealer(), `${name} ${id}`, urls.route));
  await step('DEALER and ROUTER: to oneself', async () => {
    const received = message(alice);
    alice.send([`alice ${id}`, TEXT, bytes]);
    return shown(await received, id);
  });
  await step('DEALER and ROUTER: from one to the other, three at once', async () => {
    const self = message(bob);
    bob.send([`bob ${id}`, 'is there']);
    await self;
    const received = messages(bob, 3);
    for (const text of ['1', '2', '3']) alice.send([`bob ${id}`, text, bytes]);
    return (await received).map((frames) => shown(frames, id));
  });
  for (const socket of [alice, bob]) socket.close();
}

function connect(socket, url) {
  socket.connect(url);
  return socket;
}

/** A socket with a routing id: the name by which a router finds it. */
function named(socket, name, url) {
  socket.options.routingId = name;
  return connect(socket, url);
}

/** The frames of the next message. */
const message = async (socket) => (await messages(socket, 1))[0];

function messages(socket, count) {
  return new Promise((resolve) => {
    const received = [];
    const onMessage = (...frames) => {
      received.push(frames);
      if (received.length < count) return;
      socket.off('message', onMessage);
      resolve(received);
    };
    socket.on('message', onMessage);
  });
}

/** Frames in a form that JSON can carry: text, or the hexadecimal digits of what is not UTF-8. */
function shown(frames, id) {
  return frames.map((frame) => {
    const text = frame.toString();
    return text.includes('\ufffd') ? hex(frame) : text.replace(id, 'ID');
  });
}
