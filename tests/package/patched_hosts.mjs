// What scripts of a page have put in the place of its WebSocket class before the package is loaded. Each is a classic script.

/** Those whose sockets are the browser's own in the end. */
export const ADOPTABLE = {
  'a plain function': () => {
    const Native = WebSocket;
    window.WebSocket = function (url, protocols) {
      return new Native(url, protocols);
    };
  },

  'a plain function that shares the prototype': () => {
    const Native = WebSocket;
    window.WebSocket = function WebSocket(url, protocols) {
      const socket = protocols === undefined ? new Native(url) : new Native(url, protocols);
      log.push(`${socket.readyState} ${protocols?.join()}`);
      return socket;
    };
    WebSocket.prototype = Native.prototype;
    WebSocket.prototype.constructor = WebSocket;
  },

  'a function that passes on new.target': () => {
    const Native = WebSocket;
    window.WebSocket = function (...args) {
      return Reflect.construct(Native, args, new.target);
    };
    Object.setPrototypeOf(WebSocket, Native);
    WebSocket.prototype = Native.prototype;
  },

  'a bound function': () => {
    window.WebSocket = WebSocket.bind(null);
  },

  'a Proxy without traps': () => {
    window.WebSocket = new Proxy(WebSocket, {});
  },

  'a Proxy whose construct makes a new one': () => {
    window.WebSocket = new Proxy(WebSocket, { construct: (Native, args) => new Native(...args) });
    WebSocket.prototype.constructor = WebSocket;
  },

  'a Proxy of a function': () => {
    const Native = WebSocket;
    window.WebSocket = new Proxy(function () {}, {
      construct: (target, [url, protocols]) => (protocols ? new Native(url, protocols) : new Native(url)),
      get: (target, key) => Native[key],
    });
  },

  'a subclass that looks at itself': () => {
    window.WebSocket = class extends WebSocket {
      constructor(url, protocols) {
        super(url, protocols);
        log.push(`${this.readyState} ${this.bufferedAmount} ${this.protocol} ${protocols?.join()}`);
        this.track();
      }

      track() {
        log.push(`track ${this.url.length > 5}`);
      }
    };
  },

  'a subclass with fields, private ones too, and members of its own': () => {
    window.WebSocket = class extends WebSocket {
      seen = [];
      #sent = 0;
      note = (event) => this.seen.push(event.type);

      constructor(...args) {
        super(...args);
        this.addEventListener('open', this.note);
      }

      addEventListener(type, ...rest) {
        this.seen.push(`listens to ${type}`);
        super.addEventListener(type, ...rest);
      }

      send(data) {
        this.#sent += 1;
        log.push(`sent ${this.#sent}`);
        super.send(data);
      }
    };
  },

  'an ES5 class': () => {
    const Native = WebSocket;
    function Patched(url, protocols) {
      const self = Reflect.construct(Native, protocols ? [url, protocols] : [url], Patched);
      self.agent = 'here';
      return self;
    }
    Patched.prototype = Object.create(Native.prototype, {
      constructor: { value: Patched, writable: true, configurable: true },
    });
    window.WebSocket = Object.assign(Patched, { OPEN: 1 });
  },

  'a function that puts members onto each socket': () => {
    const Native = WebSocket;
    window.WebSocket = function (url, protocols) {
      const socket = new Native(url, protocols ?? []);
      const { send } = socket;
      socket.send = function (data) {
        log.push('sent by its own send');
        return send.call(this, data);
      };
      Object.defineProperty(socket, 'readyState', {
        get: () => Reflect.get(Native.prototype, 'readyState', socket),
        configurable: true,
      });
      return socket;
    };
  },

  'a prototype whose accessors are wrapped': () => {
    const { prototype } = WebSocket;
    const { get } = Object.getOwnPropertyDescriptor(prototype, 'readyState');
    Object.defineProperty(prototype, 'readyState', {
      get() {
        return get.call(this);
      },
      configurable: true,
      enumerable: true,
    });
    const { send } = prototype;
    prototype.send = function (...args) {
      return send.apply(this, args);
    };
  },

  'a frozen class': () => {
    window.WebSocket = class extends WebSocket {};
    Object.freeze(WebSocket);
    Object.freeze(WebSocket.prototype);
  },

  'a page that hides its functions': () => {
    const { toString } = Function.prototype;
    window.WebSocket = new Proxy(WebSocket, { construct: (Native, args) => new Native(...args) });
    Function.prototype.toString = function () {
      return this === WebSocket ? 'function WebSocket() { [native code] }' : toString.call(this);
    };
  },
};

/** Those that make something else: what a page has then is what they make. */
export const FOREIGN = {
  'a function that returns a Proxy of each socket': () => {
    const Native = WebSocket;
    window.WebSocket = function (url, protocols) {
      return new Proxy(new Native(url, protocols ?? []), {
        get: (target, key) => (typeof target[key] === 'function' ? target[key].bind(target) : target[key]),
        set: (target, key, value) => Reflect.set(target, key, value),
      });
    };
    WebSocket.prototype = Native.prototype;
  },

  'a subclass that returns a Proxy of itself': () => {
    window.WebSocket = class extends WebSocket {
      constructor(...args) {
        super(...args);
        return new Proxy(this, {
          get: (target, key) => (typeof target[key] === 'function' ? target[key].bind(target) : target[key]),
          set: (target, key, value) => Reflect.set(target, key, value),
        });
      }
    };
  },

  'a class that freezes each socket': () => {
    window.WebSocket = class extends WebSocket {
      constructor(...args) {
        super(...args);
        Object.freeze(this);
      }
    };
  },

  'a mock whose state is in its own fields': () => {
    const Native = WebSocket;
    window.WebSocket = class WebSocketMock extends EventTarget {
      static CONNECTING = 0;
      static OPEN = 1;
      static CLOSING = 2;
      static CLOSED = 3;
      CONNECTING = 0;
      OPEN = 1;
      CLOSING = 2;
      CLOSED = 3;
      url = '';
      extensions = '';
      protocol = '';
      readyState = 0;
      bufferedAmount = 0;
      onopen = null;
      onmessage = null;
      onerror = null;
      onclose = null;
      binaryType = 'blob';

      constructor(url, protocols) {
        super();
        this.url = String(url);
        this.CONNECTING = 0;
        const inner = new Native(url, protocols ?? []);
        inner.binaryType = 'arraybuffer';
        this.inner = inner;
        const pass = (event) => {
          this.readyState = inner.readyState;
          this.protocol = inner.protocol;
          this.dispatchEvent(event);
          this[`on${event.type}`]?.(event);
        };
        inner.onopen = () => pass(new Event('open'));
        inner.onmessage = ({ data }) => pass(new MessageEvent('message', { data }));
        inner.onerror = () => pass(new Event('error'));
        inner.onclose = (event) => pass(new CloseEvent('close', event));
      }

      send(data) {
        this.inner.send(data);
      }

      close(...args) {
        this.readyState = 2;
        this.inner.close(...args);
      }
    };
  },

  'a function that returns an object of its own': () => {
    const Native = WebSocket;
    window.WebSocket = function (url) {
      const inner = new Native(url);
      const on = {};
      for (const type of ['open', 'message', 'error', 'close'])
        inner.addEventListener(type, (event) => on[type]?.forEach((act) => act(event)));
      return {
        get readyState() {
          return inner.readyState;
        },
        addEventListener: (type, act) => {
          (on[type] ??= []).push(act);
        },
        send: (data) => inner.send(data),
        close: (...args) => inner.close(...args),
      };
    };
  },
};
