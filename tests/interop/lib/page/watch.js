// Before our class comes to a page: watches the browser's own, so that nobody connects past ours unnoticed.
(() => {
  const native = WebSocket;
  const sockets = [];
  const fromOutside = [];

  const watched = new Proxy(native, {
    construct(target, args, newTarget) {
      const socket = Reflect.construct(target, args, newTarget === watched ? target : newTarget);
      const isOurs =
        newTarget.prototype === globalThis.interop.ourClass()?.prototype &&
        /\/(auto|devtools)\.global\.js/.test(callerOf(new Error().stack));
      if (isOurs) {
        sockets.push(socket);
        globalThis.interop.onSocket(socket);
      } else {
        fromOutside.push(String(args[0]));
      }
      return socket;
    },
  });
  // As text it is the browser's own class: our class works on it as it does on that, not as on one that a page has replaced.
  const { toString } = Function.prototype;
  Function.prototype.toString = function () {
    return Reflect.apply(toString, this === watched ? native : this, []);
  };
  globalThis.WebSocket = watched;
  globalThis.interop = { sockets, fromOutside, onSocket() {}, ourClass: () => globalThis.websocketWasm?.WebSocket };

  /** The line of a stack that has called this script. */
  function callerOf(stack) {
    return stack.split('\n').find((line) => /https?:/.test(line) && !line.includes('/watch.js')) ?? '';
  }
})();
