// EventTarget, and calls from inside listeners.

export const listeners = [
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
