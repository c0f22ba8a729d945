// The events themselves: classes, fields, trust.

/** The four kinds of event of a socket, by type. */
async function eventsOf(t) {
  const socket = t.connect('/echo');
  const open = await t.next(socket, 'open');
  socket.send('x');
  const message = await t.next(socket, 'message');
  socket.close(3000, 'bye');
  const close = await t.next(socket, 'close');
  const failed = t.connect('/refuse');
  const error = await t.next(failed, 'error');
  return { open, message, close, error };
}

const CLASSES = { open: 'Event', message: 'MessageEvent', close: 'CloseEvent', error: 'Event' };

export const events = [
  {
    id: '9.1',
    title: 'each event has the class of its kind, of this realm',
    async run(t) {
      for (const [type, event] of Object.entries(await eventsOf(t))) {
        t.same(Object.getPrototypeOf(event), globalThis[CLASSES[type]].prototype, type);
        t.equal(event.type, type);
      }
    },
  },
  {
    id: '9.1',
    title: 'events do not bubble, cannot be cancelled, and are at the socket',
    async run(t) {
      const socket = t.connect('/echo');
      const atTarget = [];
      for (const type of ['open', 'message', 'close']) {
        socket.addEventListener(type, (event) => {
          const { bubbles, cancelable, composed, defaultPrevented, eventPhase, target, currentTarget } = event;
          const targets = [target, currentTarget, ...event.composedPath()];
          event.preventDefault();
          const flags = {
            bubbles,
            cancelable,
            composed,
            defaultPrevented: defaultPrevented || event.defaultPrevented,
            eventPhase,
          };
          atTarget.push([type, flags, targets.length, targets.every((one) => one === socket)]);
        });
      }
      await t.next(socket, 'open');
      socket.send('x');
      await t.next(socket, 'message');
      socket.close();
      const event = await t.next(socket, 'close');
      await t.task();
      const flags = { bubbles: false, cancelable: false, composed: false, defaultPrevented: false, eventPhase: 2 };
      t.equal(
        atTarget,
        ['open', 'message', 'close'].map((type) => [type, flags, 3, true]),
      );
      t.equal([event.eventPhase, event.currentTarget, event.composedPath()], [0, null, []], 'afterwards');
      t.same(event.target, socket);
    },
  },
  {
    id: '9.1',
    title: 'srcElement is the target',
    async run(t) {
      const socket = t.connect('/echo');
      t.same((await t.next(socket, 'open')).srcElement, socket);
    },
  },
  {
    id: '9.2',
    title: "a message event tells the origin of the socket's url, and no source",
    async run(t) {
      const socket = t.connect('/send?text=a');
      const { data, origin, lastEventId, source, ports } = await t.next(socket, 'message');
      t.equal([data, origin, lastEventId, source, ports], ['a', new URL(t.url('/')).href.slice(0, -1), '', null, []]);
      t.equal(Object.isFrozen(ports), true, 'frozen ports');
    },
  },
  {
    id: '9.3',
    title: 'all events are trusted',
    async run(t) {
      for (const [type, { isTrusted }] of Object.entries(await eventsOf(t))) t.equal(isTrusted, true, type);
    },
  },
  {
    id: '9.4',
    title: 'an event can be made again by its own constructor',
    async run(t) {
      const { open, message, close, error } = await eventsOf(t);
      const again = (event) => new event.constructor(event.type, event);
      for (const event of [open, error]) t.equal([again(event).type, again(event).isTrusted], [event.type, false]);
      t.equal([again(message).data, again(message).origin], ['x', message.origin]);
      const { code, reason, wasClean } = again(close);
      t.equal([code, reason, wasClean], [3000, 'bye', true]);
    },
  },
  {
    id: '9.5',
    also: ['13.1'],
    title: 'CloseEvent has its defaults, and wraps the code to 16 bits',
    async run(t) {
      const { CloseEvent } = globalThis;
      t.needs(CloseEvent, 'CloseEvent');
      const fields = (init) => {
        const { code, reason, wasClean, bubbles, cancelable } = new CloseEvent('close', init);
        return [code, reason, wasClean, bubbles, cancelable];
      };
      await t.table(
        [
          [undefined, [0, '', false, false, false]],
          [{}, [0, '', false, false, false]],
          [{ code: 70000, reason: 'é', wasClean: 1 }, [4464, 'é', true, false, false]],
          [{ code: -1, bubbles: true }, [65535, '', false, true, false]],
          [{ reason: undefined, code: undefined }, [0, '', false, false, false]],
          [{ reason: null }, [0, 'null', false, false, false]],
        ],
        fields,
      );
      t.throws('TypeError', () => new CloseEvent());
      t.throws('TypeError', () => CloseEvent('close'));
      t.equal('initCloseEvent' in CloseEvent.prototype, false);
    },
  },
];
