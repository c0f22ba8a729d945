// What a page may do to the class and its instances as objects: each time ours does what the native one does.
import { test } from 'node:test';
import { assertSameLog, inEveryEngine } from './pages.mjs';

inEveryEngine('treated as the objects they are, class and instances', ({ visit, echoUrl }) => {
  const programs = {
    'a subclass of a subclass': async (WebSocket, url, log) => {
      class Chat extends WebSocket {
        lines = [];

        send(line) {
          super.send(`chat: ${line}`);
        }

        get readyState() {
          return super.readyState + 10;
        }
      }
      class Room extends Chat {
        constructor(name) {
          super(url, []);
          this.name = name;
        }

        send(line) {
          super.send(`${this.name}: ${line}`);
        }
      }
      const room = new Room('kitchen');
      log(room.readyState, room instanceof WebSocket, room.constructor === Room, Object.keys(room), String(room));
      await next(room, 'open');
      room.send('tea?');
      log((await next(room, 'message')).data);
      room.close(3000, 'bye');
      log(room.readyState, (await next(room, 'close')).code);
    },

    'a subclass made by Reflect.construct': async (WebSocket, url, log) => {
      function Old() {}
      Object.setPrototypeOf(Old.prototype, WebSocket.prototype);
      const socket = Reflect.construct(WebSocket, [url], Old);
      log(Object.getPrototypeOf(socket) === Old.prototype, socket instanceof WebSocket);
      log(await exchangeOn(socket));
    },

    'a Proxy of the class': async (WebSocket, url, log) => {
      const Watched = new Proxy(WebSocket, {
        construct(target, args, newTarget) {
          log(args.length, newTarget === Watched);
          return Reflect.construct(target, args, newTarget);
        },
        get(target, key, receiver) {
          log(String(key));
          return Reflect.get(target, key, receiver);
        },
      });
      const socket = new Watched(url);
      log(socket instanceof Watched, socket instanceof WebSocket, socket.constructor === WebSocket);
      log(await exchangeOn(socket));
    },

    'a Proxy of an instance': async (WebSocket, url, log) => {
      const socket = new WebSocket(url);
      const proxy = new Proxy(socket, {});
      for (const member of ['readyState', 'url', 'protocol', 'extensions', 'bufferedAmount', 'binaryType', 'onopen']) {
        log(
          member,
          nameOfError(() => proxy[member]),
        );
      }
      log(
        nameOfError(() => proxy.send('x')),
        nameOfError(() => proxy.close()),
      );
      log(
        nameOfError(() => {
          proxy.binaryType = 'arraybuffer';
        }),
        nameOfError(() => {
          proxy.onopen = null;
        }),
      );
      log(
        proxy instanceof WebSocket,
        nameOfError(() => proxy.addEventListener('open', () => {})),
      );
      log(await exchangeOn(socket));
    },

    'a Proxy that answers for an instance': async (WebSocket, url, log) => {
      const socket = new WebSocket(url);
      const wrapper = new Proxy(socket, {
        get(target, key) {
          const value = Reflect.get(target, key, target);
          return typeof value === 'function' ? value.bind(target) : value;
        },
        set: (target, key, value) => Reflect.set(target, key, value, target),
      });
      wrapper.binaryType = 'arraybuffer';
      log(wrapper.binaryType, socket.binaryType);
      log(await exchangeOn(wrapper));
    },

    'Proxies as arguments': (WebSocket, url, log) => {
      const socket = new WebSocket(watched({ toString: () => url }, log));
      socket.binaryType = watched({ toString: () => 'arraybuffer' }, log);
      log(nameOfError(() => socket.close(watched({ valueOf: () => 1 }, log), watched({ toString: () => 'why' }, log))));
      log(
        socket.binaryType,
        nameOfError(() => socket.close(1000, watched({ toString: () => 'x'.repeat(124) }, log))),
      );
      socket.close();
    },

    'Proxies given to send()': async (WebSocket, url, log) => {
      const socket = new WebSocket(url);
      await next(socket, 'open');
      for (const data of [
        { toString: () => 'text' },
        [1, 2],
        new Uint8Array(1),
        new ArrayBuffer(1),
        new Blob([]),
        () => {},
      ]) {
        // One more question than the native class has: what a value probably is, so that it need not be found out by exceptions.
        const logOthers = (trap, ...rest) => trap === 'getPrototypeOf' || log(trap, ...rest);
        log(nameOfError(() => socket.send(watched(data, logOthers))));
      }
      socket.close();
    },

    'frozen prototypes and a frozen class': async (WebSocket, url, log) => {
      const earlier = new WebSocket(url);
      [WebSocket, WebSocket.prototype].forEach(Object.freeze);
      const later = new WebSocket(url);
      for (const socket of [earlier, later]) {
        socket.onmessage = () => log('onmessage');
        socket.mine = 1;
        log(socket.mine, await exchangeOn(socket), socket.binaryType);
      }
    },

    'a frozen instance': async (WebSocket, url, log) => {
      const socket = Object.freeze(new WebSocket(url));
      socket.onmessage = () => log('onmessage');
      socket.binaryType = 'arraybuffer';
      log(
        nameOfError(() => {
          socket.mine = 1;
        }),
        socket.binaryType,
        await exchangeOn(socket),
      );
    },

    'an instance without its prototype': async (WebSocket, url, log) => {
      const { send, close } = WebSocket.prototype;
      const readyState = Object.getOwnPropertyDescriptor(WebSocket.prototype, 'readyState').get;
      for (const prototype of [
        null,
        Object.prototype,
        EventTarget.prototype,
        class {
          send() {
            return 'mine';
          }
        }.prototype,
      ]) {
        const socket = new WebSocket(url);
        const opened = next(socket, 'open');
        const answered = next(socket, 'message');
        const closed = next(socket, 'close');
        Object.setPrototypeOf(socket, prototype);
        log(socket instanceof WebSocket, typeof socket.close, Reflect.apply(readyState, socket, []));
        await opened;
        log(Reflect.apply(send, socket, ['hello']), (await answered).data);
        Reflect.apply(close, socket, [3000]);
        log(Reflect.apply(readyState, socket, []), (await closed).code);
      }
    },

    'an object whose prototype is an instance': (WebSocket, url, log) => {
      const socket = new WebSocket(url);
      const heir = Object.create(socket);
      log(
        nameOfError(() => heir.readyState),
        nameOfError(() => heir.close()),
        heir instanceof WebSocket,
      );
      socket.close();
    },

    'a class whose prototype chain is changed': async (WebSocket, url, log) => {
      const calls = [];
      class Middle extends EventTarget {
        extra() {
          calls.push('extra');
        }
      }
      const original = Object.getPrototypeOf(WebSocket.prototype);
      Object.setPrototypeOf(WebSocket.prototype, Middle.prototype);
      const socket = new WebSocket(url);
      socket.extra();
      log(calls, await exchangeOn(socket));
      Object.setPrototypeOf(WebSocket.prototype, original);
    },

    'members that the page replaces on the class': async (WebSocket, url, log) => {
      const { send } = WebSocket.prototype;
      const descriptor = Object.getOwnPropertyDescriptor(WebSocket.prototype, 'send');
      WebSocket.prototype.send = function (data) {
        return Reflect.apply(send, this, [`patched: ${data}`]);
      };
      log(await exchangeOn(new WebSocket(url)));
      Object.defineProperty(WebSocket.prototype, 'send', descriptor);
    },

    'members that are missing': async (WebSocket, url, log) => {
      const socket = new WebSocket(url);
      const opened = next(socket, 'open');
      for (const member of ['readyState', 'send', 'OPEN'])
        log(Reflect.deleteProperty(WebSocket.prototype, member), socket[member]);
      await opened;
      socket.close(3000);
      log((await next(socket, 'close')).code);
    },
  };

  for (const [subject, program] of Object.entries(programs)) {
    test(`${subject}: as the native one`, async () => {
      const page = { scripts: [defineTools], files: { '/subject.js': `export const subject = ${program};` } };
      const logOf = (name) =>
        visit(
          page,
          async (exported, url) => {
            const ours = await import('/package/dist/index.js');
            const { subject } = await import('/subject.js');
            const entries = [];
            await subject(exported === 'native' ? native : ours.WebSocket, url, (...entry) => entries.push(entry));
            return entries;
          },
          name,
          echoUrl(),
        );
      await assertSameLog(logOf);
    });
  }
});

function defineTools() {
  globalThis.nameOfError = (run) => {
    try {
      run();
      return 'none';
    } catch ({ name }) {
      return name;
    }
  };

  /** A Proxy that logs what is asked of it. */
  globalThis.watched = (target, log) =>
    new Proxy(
      target,
      new Proxy(
        {},
        {
          get:
            (_, trap) =>
            (...args) => {
              log(trap, typeof args[1] === 'object' ? '' : String(args[1]));
              return Reflect[trap](...args);
            },
        },
      ),
    );

  globalThis.exchangeOn = async (socket) => {
    if (socket.readyState === 0) await next(socket, 'open');
    socket.send('hello');
    const { data } = await next(socket, 'message');
    socket.close(1000);
    return [data, (await next(socket, 'close')).code];
  };
}
