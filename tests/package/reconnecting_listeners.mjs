// Listeners of one message, as programs of a page.

/** Each gets the socket, which gets one message; `at(name)` is a listener that logs what it is called with, `dispatch()` dispatches an event of the page's own. */
export const PROGRAMS = {
  'by type, in the order of the calls': ({ socket, at, log }) => {
    socket.addEventListener('message', at('first'));
    socket.onmessage = at('handler');
    socket.addEventListener('message', at('last'));
    socket.addEventListener('Message', at('other type'));
    socket.addEventListener({ toString: () => 'message' }, at('converted'));
    log(socket.addEventListener.length, socket.removeEventListener.length, socket.dispatchEvent.length);
  },

  'once, however often it is added': ({ socket, at, dispatch }) => {
    const listener = at('same');
    socket.addEventListener('message', listener);
    socket.addEventListener('message', listener, { once: true });
    socket.addEventListener('message', listener, { capture: true });
    socket.addEventListener('message', listener, true);
    dispatch();
  },

  'those that capture first': ({ socket, at, dispatch }) => {
    socket.addEventListener('message', at('others'));
    socket.addEventListener('message', at('capture'), true);
    socket.addEventListener('message', at('capture, too'), { capture: 1, passive: true });
    dispatch();
  },

  'with the options of a dictionary, read in order': ({ socket, at, log }) => {
    const options = {};
    for (const name of ['signal', 'passive', 'once', 'capture'])
      Object.defineProperty(options, name, { get: () => void log(name) });
    socket.addEventListener('message', at('read'), options);
    socket.addEventListener('message', at('null'), null);
    socket.removeEventListener('message', at('nobody'), 'capture');
  },

  'once, whoever dispatches': ({ socket, at, dispatch }) => {
    socket.addEventListener('message', at('once'), { once: true });
    dispatch();
    socket.addEventListener('message', at('once more'), { once: true });
    socket.addEventListener(
      'message',
      () => {
        dispatch();
        at('after it')({});
      },
      { once: true },
    );
  },

  'until a signal is aborted': ({ socket, at, dispatch }) => {
    const [before, meanwhile, after] = [0, 1, 2].map(() => new AbortController());
    socket.addEventListener('message', at('never'), { signal: AbortSignal.abort() });
    socket.addEventListener('message', at('before'), { signal: before.signal });
    socket.addEventListener('message', () => meanwhile.abort());
    socket.addEventListener('message', at('meanwhile'), { signal: meanwhile.signal });
    socket.addEventListener('message', at('after'), { signal: after.signal });
    before.abort();
    dispatch();
  },

  'by handleEvent': ({ socket, log, dispatch }) => {
    const object = {
      handleEvent(event) {
        log('handleEvent', this === object, event.type);
      },
    };
    socket.addEventListener('message', object);
    const changed = { handleEvent: () => log('replaced later') };
    socket.addEventListener('message', changed);
    changed.handleEvent = () => log('looked up when it is called');
    socket.onmessage = { handleEvent: () => log('no handler has it') };
    dispatch();
  },

  'as functions with the socket as this': ({ socket, log, dispatch }) => {
    function listener(event, ...rest) {
      log(this === socket, event.target === socket, event.currentTarget === socket, rest.length);
    }
    socket.addEventListener('message', listener);
    socket.onmessage = listener;
    dispatch();
  },

  'until one stops the event': ({ socket, at, dispatch }) => {
    let count = 0;
    socket.addEventListener('message', at('before'));
    socket.addEventListener('message', (event) => {
      count += 1;
      if (count < 3) event.stopImmediatePropagation();
      else event.stopPropagation();
    });
    socket.addEventListener('message', at('after'));
    dispatch();
    socket.send('again');
  },

  'until one that captures stops it': ({ socket, at, dispatch }) => {
    socket.addEventListener('message', (event) => event.stopPropagation(), true);
    socket.addEventListener('message', at('captures, too'), true);
    socket.addEventListener('message', at('others'));
    dispatch();
  },

  'until one cancels it by cancelBubble': ({ socket, at, log }) => {
    socket.addEventListener('message', at('others'));
    socket.addEventListener(
      'message',
      (event) => {
        event.cancelBubble = true;
        log(event.cancelBubble, event.returnValue, event.defaultPrevented, event.cancelable, event.bubbles);
      },
      true,
    );
  },

  'that are stopped, with another event dispatched in between': ({ socket, at, dispatch }) => {
    let isInner = false;
    socket.addEventListener('message', at('before'));
    socket.addEventListener('message', (event) => {
      event.stopImmediatePropagation();
      if (isInner) return;
      isInner = true;
      dispatch();
    });
    socket.addEventListener('message', at('after'));
  },

  'that add and remove others': ({ socket, at, dispatch }) => {
    const [removed, added, inPlace] = [at('removed'), at('added'), at('in place')];
    socket.addEventListener('message', () => {
      socket.removeEventListener('message', removed);
      socket.addEventListener('message', added);
      socket.removeEventListener('message', inPlace);
      socket.addEventListener('message', inPlace);
    });
    socket.addEventListener('message', removed);
    socket.addEventListener('message', inPlace);
    socket.addEventListener('message', () => socket.addEventListener('message', at('added by one that captures')), {
      capture: true,
      once: true,
    });
    socket.addEventListener('message', at('last'));
    socket.send('again');
    dispatch();
  },

  'that remove themselves': ({ socket, at, log, dispatch }) => {
    const self = () => {
      log('self');
      socket.removeEventListener('message', self);
    };
    socket.addEventListener('message', self);
    socket.addEventListener('message', at('next'));
    socket.onmessage = () => {
      log('handler');
      socket.onmessage = null;
    };
    socket.send('again');
    dispatch();
  },

  'though one throws': ({ socket, at, dispatch }) => {
    socket.addEventListener('message', () => {
      throw new Error('from a listener');
    });
    socket.onmessage = () => {
      throw 'no error';
    };
    socket.addEventListener('message', at('next'));
    dispatch();
  },

  'or refuses what is none': ({ socket, log }) => {
    const refused = [
      () => socket.addEventListener(),
      () => socket.addEventListener('message'),
      () => socket.addEventListener('message', 5),
      () => socket.addEventListener('message', () => {}, { signal: {} }),
      () => socket.addEventListener('message', () => {}, { signal: null }),
      () => socket.addEventListener(Symbol(), () => {}),
      () => socket.addEventListener('message', null),
      () => socket.addEventListener('message', undefined, { once: true }),
      () => socket.removeEventListener(),
      () => socket.removeEventListener('message'),
      () => socket.removeEventListener('message', null),
      () => socket.addEventListener.call({}, 'message', () => {}),
      () => socket.dispatchEvent({}),
    ];
    for (const call of refused) {
      try {
        log(call());
      } catch ({ name }) {
        log(name);
      }
    }
  },

  'which is asked about its dispatch': ({ socket, log }) => {
    const ask = (event) => {
      const tell = () => {
        const path = event.composedPath();
        log(
          event.target === socket,
          event.srcElement === socket,
          event.currentTarget === null || event.currentTarget === socket,
          event.currentTarget === null,
          event.eventPhase,
          path.length,
          path[0] === socket,
        );
      };
      tell();
      log(
        event.isTrusted,
        event instanceof MessageEvent,
        event.constructor === MessageEvent,
        Object.prototype.toString.call(event),
        Object.keys(event).join(),
        event.data,
      );
      setTimeout(tell);
    };
    socket.addEventListener('message', ask, { once: true });
  },

  'that the page dispatches again elsewhere': async ({ socket, log }) => {
    const event = await new Promise((resolve) => socket.addEventListener('message', resolve, { once: true }));
    await new Promise((resolve) => setTimeout(resolve));
    const other = new EventTarget();
    other.addEventListener('message', function (event) {
      log(this === other, event.target === other, event.currentTarget === other, event.isTrusted, event.data);
      try {
        other.dispatchEvent(event);
      } catch ({ name }) {
        log(name);
      }
    });
    other.dispatchEvent(event);
    log(event.target === other);
  },

  'that are for the other events': ({ socket, log }) => {
    const types = ['open', 'close', 'error'];
    for (const type of types) {
      socket.addEventListener(type, (event) => {
        const { isTrusted, target, currentTarget, eventPhase } = event;
        log(type, isTrusted, target === socket, currentTarget === socket, eventPhase, event.constructor.name);
      });
    }
  },

  'which are called for what the page dispatches': ({ socket, at, log, dispatch }) => {
    socket.addEventListener('message', at('listener'));
    socket.addEventListener('custom', at('custom'));
    socket.addEventListener('message', (event) => event.preventDefault());
    log(dispatch(), socket.dispatchEvent(new MessageEvent('message', { data: 'mine', cancelable: true })));
    log(socket.dispatchEvent(new CustomEvent('custom')));
  },
};

/** With `EventTarget.prototype.when()`. */
export async function observe({ socket, log, dispatch }) {
  const controller = new AbortController();
  socket.when('message').subscribe((event) => log(event.data, event.target === socket), { signal: controller.signal });
  dispatch();
  const mapped = socket
    .when('message', { capture: true })
    .map(({ data }) => data)
    .take(2);
  await mapped.forEach((data) => log('mapped', data));
  controller.abort();
}
