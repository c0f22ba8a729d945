// The on… attributes, and what becomes of a listener that throws.

const TYPES = ['open', 'message', 'error', 'close'];

export const eventHandlers = [
  {
    id: '10.1',
    title: 'an event handler is any object or null',
    async run(t) {
      const socket = t.connect('/echo');
      for (const type of TYPES) {
        const name = `on${type}`;
        const assign = (value) => {
          socket[name] = () => {};
          socket[name] = value;
          return socket[name] === value ? 'same' : socket[name];
        };
        await t.table(
          [
            [() => {}, 'same'],
            [{}, 'same'],
            [[], 'same'],
            [{ handleEvent() {} }, 'same'],
            [socket, 'same'],
            [null, 'same'],
            [undefined, null],
            [1, null],
            ['text', null],
            [true, null],
            [Symbol(), null],
            [1n, null],
          ],
          assign,
        );
      }
    },
  },
  {
    id: '10.1',
    title: 'an object with handleEvent is not called as an event handler',
    run(t) {
      const socket = t.connect('/echo');
      const called = [];
      socket.onmessage = { handleEvent: () => called.push('handler') };
      socket.addEventListener('message', { handleEvent: () => called.push('listener') });
      socket.dispatchEvent(new Event('message'));
      t.equal(called, ['listener']);
    },
  },
  {
    id: '10.2',
    title: 'an event handler has its place from the first assignment until null',
    run(t) {
      const socket = t.connect('/echo');
      const called = [];
      const dispatched = () => {
        called.length = 0;
        socket.dispatchEvent(new Event('message'));
        return [...called];
      };
      socket.onmessage = null;
      socket.addEventListener('message', () => called.push('L1'));
      socket.onmessage = () => called.push('ON');
      socket.addEventListener('message', () => called.push('L2'));
      t.equal(dispatched(), ['L1', 'ON', 'L2']);
      socket.onmessage = () => called.push('other');
      t.equal(dispatched(), ['L1', 'other', 'L2'], 'replaced');
      socket.onmessage = {};
      t.equal(dispatched(), ['L1', 'L2'], 'an object that cannot be called');
      socket.onmessage = () => called.push('again');
      t.equal(dispatched(), ['L1', 'again', 'L2'], 'replaced by a function');
      socket.onmessage = null;
      t.equal(dispatched(), ['L1', 'L2'], 'removed');
      socket.onmessage = () => called.push('last');
      t.equal(dispatched(), ['L1', 'L2', 'last'], 'assigned anew');
    },
  },
  {
    id: '10.3',
    title: 'an event handler is called on the socket, with the event',
    async run(t) {
      const socket = t.connect('/echo');
      const found = await new Promise((resolve) => {
        socket.onopen = function (...args) {
          resolve([this === socket, args.length, args[0].type, args[0].currentTarget === socket]);
        };
      });
      t.equal(found, [true, 1, 'open', true]);
    },
  },
  {
    id: '10.3',
    title: 'each kind of event calls its own event handler',
    async run(t) {
      for (const [target, expected] of [
        ['/send?text=a&close', ['open', 'message', 'close']],
        ['/refuse', ['error', 'close']],
      ]) {
        const { socket, log } = t.recorded(target);
        const called = [];
        for (const name of ['open', 'message', 'error', 'close']) {
          socket[`on${name}`] = function ({ type, target }) {
            called.push(this === socket && target === socket && type === name ? name : `${type} in on${name}`);
          };
        }
        await log.until('close');
        await t.task();
        t.equal(called, expected, target);
      }
    },
  },
  {
    id: '10.3',
    title: 'a handler that returns false cancels what can be cancelled',
    run(t) {
      const socket = t.connect('/echo');
      socket.onmessage = () => false;
      t.equal(socket.dispatchEvent(new Event('message', { cancelable: true })), false);
      t.equal(socket.dispatchEvent(new Event('message')), true);
      socket.onerror = () => true;
      t.equal(socket.dispatchEvent(new Event('error', { cancelable: true })), true);
    },
  },
  {
    id: '10.4',
    title: 'a listener that throws is reported and stops nobody else',
    async run(t) {
      const uncaught = t.uncaughtErrors();
      const { socket, log } = t.recorded('/send?text=a&close');
      const mark = t.id();
      socket.onmessage = () => {
        throw new Error(`from the handler ${mark}`);
      };
      socket.addEventListener('message', () => {
        throw new Error(`from the listener ${mark}`);
      });
      socket.addEventListener('message', () => log.write('later listener'));
      t.equal(await log.until('close'), ['open 1', 'message 1 "a"', 'later listener', 'close 3 1000 "" clean']);
      await t.task();
      t.equal(uncaught, [`from the handler ${mark}`, `from the listener ${mark}`]);
    },
  },
];
