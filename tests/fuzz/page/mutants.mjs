// Classes that are wrong in one way each, to show that the fuzzer would see it.

/** Name → makes the class of the browser's own. */
export const mutants = {
  /** Not wrong at all. */
  faithful: (Native) => class WebSocket extends Native {},

  swallowsEmptyMessages: (Native) =>
    class WebSocket extends Native {
      send(data) {
        if (data !== '') super.send(data);
      }
    },

  countsOneByteMore: (Native) =>
    class WebSocket extends Native {
      #sent = 0;

      send(data) {
        super.send(data);
        this.#sent += 1;
      }

      get bufferedAmount() {
        return super.bufferedAmount + this.#sent;
      }
    },

  takesAnyBinaryType: (Native) =>
    class WebSocket extends Native {
      get binaryType() {
        return super.binaryType;
      }

      set binaryType(value) {
        super.binaryType = String(value) === 'arraybuffer' ? 'arraybuffer' : 'blob';
      }
    },

  dispatchesAgain: (Native) =>
    class WebSocket extends Native {
      constructor(...args) {
        super(...args);
        super.addEventListener('message', (event) => {
          if (!event.isTrusted || event.data.startsWith?.('\0')) return;
          event.stopImmediatePropagation();
          this.dispatchEvent(new MessageEvent('message', event));
        });
      }
    },

  closesLate: (Native) =>
    class WebSocket extends Native {
      close(...args) {
        queueMicrotask(() => super.close(...args));
      }
    },

  checksReasonFirst: (Native) =>
    class WebSocket extends Native {
      close(...args) {
        if (new TextEncoder().encode(String(args[1] ?? '')).length > 123)
          throw new DOMException('too long', 'SyntaxError');
        super.close(...args);
      }
    },

  replacesHandlersAtTheEnd: (Native) =>
    class WebSocket extends Native {
      #handler = null;

      get onmessage() {
        return this.#handler;
      }

      set onmessage(handler) {
        this.removeEventListener('message', this.#handler);
        this.#handler = typeof handler === 'function' ? handler : null;
        this.addEventListener('message', this.#handler);
      }
    },

  sendsViewsWhole: (Native) =>
    class WebSocket extends Native {
      send(data) {
        super.send(ArrayBuffer.isView(data) ? data.buffer : data);
      }
    },

  stopsAtErrors: (Native) =>
    class WebSocket extends Native {
      addEventListener(type, listener, options) {
        if (typeof listener !== 'function') return super.addEventListener(type, listener, options);
        return super.addEventListener(
          type,
          function quiet(event) {
            try {
              return listener.call(this, event);
            } catch {
              return undefined;
            }
          },
          options,
        );
      }
    },

  skipsClosing: (Native) =>
    class WebSocket extends Native {
      get readyState() {
        return super.readyState === Native.CLOSING ? Native.OPEN : super.readyState;
      }
    },

  forgetsWhatIsDropped: (Native) =>
    class WebSocket extends Native {
      get bufferedAmount() {
        return this.readyState === Native.CLOSED ? 0 : super.bufferedAmount;
      }
    },

  letsTextOvertakeBlobs: (Native) =>
    class WebSocket extends Native {
      send(data) {
        if (data instanceof Blob && this.readyState === Native.OPEN)
          data.arrayBuffer().then((bytes) => super.send(bytes));
        else super.send(data);
      }
    },

  opensLate: (Native) =>
    class WebSocket extends Native {
      constructor(...args) {
        super(...args);
        super.addEventListener('open', (event) => {
          if (!event.isTrusted) return;
          event.stopImmediatePropagation();
          setTimeout(() => this.dispatchEvent(new Event('open')));
        });
      }
    },
};
