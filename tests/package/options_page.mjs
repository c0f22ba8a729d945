// What the tests of the constructor's options use: the counting page, and a socket's events.
import { counted } from './counted.mjs';

/** Runs programs in pages that count, with the URL of a server's behaviour; `visit` and `echoUrl` as of inEveryEngine. `files` are more files. */
export const runner =
  ({ visit, echoUrl }, files = {}) =>
  (path, program) =>
    visit(
      { ...counted, scripts: [...counted.scripts, defineTools], files: { ...counted.files, ...files } },
      program,
      echoUrl().replace('/echo', path),
    );

function defineTools() {
  /** The events of a socket from now on, up to `close`: type, ready state, whether it is trusted, and of `close` code and wasClean. */
  globalThis.lifeOf = async (socket) => {
    const life = [];
    const note = ({ type, isTrusted, code, wasClean }) =>
      life.push([type, socket.readyState, isTrusted, ...(type === 'close' ? [code, wasClean] : [])]);
    for (const type of ['open', 'message', 'error', 'close']) socket.addEventListener(type, note);
    await next(socket, 'close');
    return life;
  };
  globalThis.bufferedAmountOfHost = Object.getOwnPropertyDescriptor(WebSocket.prototype, 'bufferedAmount').get;
  const { get: readyState } = Object.getOwnPropertyDescriptor(WebSocket.prototype, 'readyState');
  globalThis.readyStateOfHost = (socket) => Reflect.apply(readyState, socket, []);
}
