// EventTarget, the on… attributes, and calls from inside listeners.

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
    title: 'an event handler is called on the socket, behind other listeners too',
    async run(t) {
      const { socket } = t.recorded('/echo');
      t.same(
        await new Promise((resolve) => {
          socket.onopen = function () {
            resolve(this);
          };
        }),
        socket,
      );
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
  {
    id: '10.5',
    title: 'listeners have the options of EventTarget',
    run(t) {
      const socket = t.connect('/echo');
      const called = [];
      const listener = () => called.push('listener');
      const controller = new AbortController();
      socket.addEventListener('custom', listener);
      socket.addEventListener('custom', listener);
      socket.addEventListener('custom', listener, { capture: true });
      socket.addEventListener('custom', () => called.push('once'), { once: true });
      socket.addEventListener('custom', () => called.push('aborted'), { signal: controller.signal });
      socket.addEventListener(
        'custom',
        (event) => {
          event.preventDefault();
          called.push(event.defaultPrevented);
        },
        { passive: true },
      );
      socket.addEventListener('custom', {
        handleEvent(event) {
          called.push(this.name, event.type);
        },
        name: 'object',
      });
      const event = () => new CustomEvent('custom', { cancelable: true });
      t.equal(socket.dispatchEvent(event()), true);
      t.equal(called.splice(0), ['listener', 'listener', 'once', 'aborted', false, 'object', 'custom']);
      controller.abort();
      socket.removeEventListener('custom', listener, true);
      socket.dispatchEvent(event());
      t.equal(called, ['listener', false, 'object', 'custom']);
    },
  },
  {
    id: '10.5',
    title: 'a listener may add and remove others while an event is dispatched',
    run(t) {
      const socket = t.connect('/echo');
      const called = [];
      const removed = () => called.push('removed');
      socket.addEventListener(
        'message',
        () => {
          called.push('first');
          socket.removeEventListener('message', removed);
          socket.addEventListener('message', () => called.push('added'), { once: true });
        },
        { once: true },
      );
      socket.addEventListener('message', removed);
      socket.dispatchEvent(new Event('message'));
      t.equal(called, ['first']);
      socket.dispatchEvent(new Event('message'));
      t.equal(called, ['first', 'added']);
    },
  },
  {
    id: '10.5',
    title: 'events that a page dispatches change nothing of the socket',
    async run(t) {
      const { socket, log } = t.recorded('/echo');
      socket.dispatchEvent(new CloseEvent('close', { code: 4000 }));
      socket.dispatchEvent(new Event('open'));
      t.equal([socket.readyState, log.entries], [0, ['close 0 4000 "" unclean', 'open 0']]);
      t.equal((await log.until('open', 2)).slice(2), ['open 1']);
    },
  },
  {
    id: '10.6',
    title: 'close inside each of the events',
    async run(t) {
      for (const [type, expected] of Object.entries({
        open: ['open 1', 'close 3 3000 "inside" clean'],
        message: ['open 1', 'message 1 "x"', 'close 3 3000 "inside" clean'],
        close: ['open 1', 'message 1 "x"', 'close 3 1000 "" clean'],
      })) {
        const { socket, log } = t.recorded('/echo');
        const states = [];
        socket.addEventListener(type, () => {
          socket.close(3000, 'inside');
          states.push(socket.readyState);
        });
        socket.addEventListener('open', () => type !== 'open' && socket.send('x'));
        socket.addEventListener('message', () => type === 'close' && socket.close(1000));
        t.equal(await log.until('close'), expected, type);
        await t.task();
        t.equal(states, [type === 'close' ? 3 : 2], type);
      }
      const { socket, log } = t.recorded('/refuse');
      socket.addEventListener('error', () => socket.close(3000, 'inside'));
      t.equal(await log.until('close'), ['error 3', 'close 3 1006 "" unclean']);
    },
  },
  {
    id: '10.6',
    title: 'send, close and binaryType from inside the conversion of an argument',
    async run(t) {
      const { socket, log } = await t.opened('/echo');
      socket.binaryType = {
        toString() {
          socket.send('inner');
          return 'arraybuffer';
        },
      };
      socket.send({
        toString() {
          socket.send(new Uint8Array([1]));
          return 'outer';
        },
      });
      await log.until('message', 3);
      t.equal(log.entries, ['open 1', 'message 1 "inner"', 'message 1 ArrayBuffer 01', 'message 1 "outer"']);
      socket.send({
        toString() {
          socket.close(1000);
          return 'lost';
        },
      });
      t.equal([socket.readyState, socket.bufferedAmount], [2, 4]);
      socket.close({
        valueOf() {
          socket.send('x');
          return 4000;
        },
      });
      t.equal((await log.until('close')).slice(4), ['close 3 1000 "" clean']);
      t.equal(socket.bufferedAmount, 5);
    },
  },
  {
    id: '10.6',
    title: 'a socket that is closed while the code of its close is converted takes the inner code',
    async run(t) {
      const { socket, log } = await t.opened('/echo');
      socket.close(
        {
          valueOf() {
            socket.close(3001, 'inner');
            return 3002;
          },
        },
        'outer',
      );
      t.equal(await log.until('close'), ['open 1', 'close 3 3001 "inner" clean']);
    },
  },
  {
    id: '10.6',
    title: 'an event dispatched inside a listener comes in between',
    async run(t) {
      const { socket, log } = t.recorded('/send?text=outer&close');
      socket.addEventListener('message', ({ data }) => {
        if (data === 'outer') socket.dispatchEvent(new MessageEvent('message', { data: 'nested' }));
        log.write(`after ${data}`);
      });
      t.equal(await log.until('close'), [
        'open 1',
        'message 1 "outer"',
        'message 1 "nested"',
        'after nested',
        'after outer',
        'close 3 1000 "" clean',
      ]);
    },
  },
  {
    id: '10.6',
    title: 'a listener may connect again',
    async run(t) {
      const { socket, log } = t.recorded('/close?code=1001');
      const again = await new Promise((resolve) => {
        socket.addEventListener('close', () => resolve(t.recorded('/close?code=4000')));
      });
      t.equal(
        [log.entries, await again.log.until('close')],
        [
          ['open 1', 'close 3 1001 "" clean'],
          ['open 1', 'close 3 4000 "" clean'],
        ],
      );
    },
  },
];
