// Before our class comes to a page: watches the browser's own, so that nobody connects past ours unnoticed.
(() => {
  const native = WebSocket;
  const sockets = [];
  const fromOutside = [];

  const watched = new Proxy(native, {
    construct(target, args, newTarget) {
      const socket = Reflect.construct(target, args, newTarget === watched ? target : newTarget);
      const isOurs = newTarget === globalThis.websocketWasm?.WebSocket && callerOf(new Error().stack).includes('/auto.global.js');
      if (isOurs) {
        sockets.push(socket);
        globalThis.interop.onSocket(socket);
      } else {
        fromOutside.push(String(args[0]));
      }
      return socket;
    },
  });
  globalThis.WebSocket = watched;
  globalThis.interop = { sockets, fromOutside, onSocket() {} };

  /** The line of a stack that has called this script. */
  function callerOf(stack) {
    return stack.split('\n').find((line) => /https?:/.test(line) && !line.includes('/watch.js')) ?? '';
  }
})();
