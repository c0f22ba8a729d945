import { classOf, next, outcomesOf, same } from '../../lib/checks.mjs';
import { connections } from '../../lib/checks/connections.mjs';
import { load } from '../../lib/page/load.mjs';

const world = { ...globalThis.world, load };

const zones = [{
  name: 'a handler and a listener run in the zone in which they were set',
  async run() {
    const Class = await classOf(world);
    const seen = [];
    const socket = Zone.current.fork({ name: 'mine' }).run(() => {
      const made = new Class(world.url);
      made.onopen = () => seen.push(Zone.current.name);
      made.addEventListener('open', () => seen.push(Zone.current.name));
      return made;
    });
    await next(socket, 'open');
    socket.close();
    same(seen, ['mine', 'mine']);
  },
}, {
  name: 'a handler and listeners of a reconnecting socket run in the zone in which they were set',
  isOursOnly: true,
  async run() {
    const { ReconnectingWebSocket } = await load.reconnecting();
    const seen = [];
    const note = () => seen.push(Zone.current.name);
    const socket = new ReconnectingWebSocket(world.url);
    Zone.current.fork({ name: 'mine' }).run(() => {
      socket.onopen = note;
      socket.addEventListener('open', note, { once: true });
      socket.addEventListener('own', { handleEvent: note });
    });
    await next(socket, 'open');
    socket.dispatchEvent(new Event('own'));
    socket.close();
    same(seen, ['mine', 'mine', 'mine']);
  },
}];

async function play() {
  if (world.order === 'second' && world.className === 'ours') for (const entry of ['root', 'reconnecting', 'stream']) await load[entry]();
  await new Promise((resolve, reject) => {
    const script = Object.assign(document.createElement('script'), { src: '/zone.umd.js', onload: resolve, onerror: reject });
    document.head.append(script);
  });
  return [...await outcomesOf('zones', zones, world), ...await outcomesOf('connections', connections, world)];
}

globalThis.outcomes = play();
