// Attaches an inspector to every socket of our class.
interop.inspectors = [];
// Once the class's constructor has returned: before, it is only a socket of the browser's.
interop.onSocket = (socket) => queueMicrotask(() => interop.inspectors.push(websocketWasm.inspect(socket)));
