// The class on the global, put there before the program was loaded, and the functions of the package.
import { isTrue, next, same } from '../checks.mjs';

export const preloaded = [
  {
    name: 'a text comes back through the class on the global',
    async run({ url }) {
      const socket = new WebSocket(url);
      await next(socket, 'open');
      const message = next(socket, 'message');
      socket.send('hello');
      same((await message).data, 'hello');
      socket.close();
    },
  },
  {
    name: 'import and require have the class that is on the global',
    isOursOnly: true,
    async run({ load, require }) {
      isTrue((await load.root()).WebSocket === WebSocket, 'import');
      isTrue(require.root().WebSocket === WebSocket, 'require');
    },
  },
  {
    name: 'drained() and inspect() of both formats take a socket of the class on the global',
    isOursOnly: true,
    async run({ load, require, url }) {
      for (const { drained, inspect } of [await load.root(), require.root()]) {
        const socket = new WebSocket(url);
        inspect(socket);
        await next(socket, 'open');
        socket.send('hello');
        await drained(socket);
        socket.close();
      }
    },
  },
  {
    name: 'ReconnectingWebSocket is one class in both formats',
    isOursOnly: true,
    run: async ({ load, require }) =>
      isTrue((await load.reconnecting()).default === require.reconnecting().default, 'one class'),
  },
  {
    name: 'uninstall() leads back to the class of Node',
    isOursOnly: true,
    async run({ load }) {
      const { uninstall, WebSocket: Ours } = await load.root();
      uninstall();
      isTrue(
        globalThis.WebSocket !== Ours && Function.prototype.toString.call(globalThis.WebSocket).includes('super()'),
        "the global has Node's own class",
      );
    },
  },
];
