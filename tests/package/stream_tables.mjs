// Runs the tables in a page or in a worker, on the native classes or on ours.
import { readFileSync } from 'node:fs';

const TABLES = ['tools', 'shape', 'constructor', 'messages', 'closing', 'ends', 'signal', 'error'];
const paths = TABLES.map((name) => `/stream/${name}.js`);
const files = Object.fromEntries(
  TABLES.map((name) => [`/stream/${name}.js`, readFileSync(new URL(`stream/${name}.js`, import.meta.url), 'utf8')]),
);

/** What the native classes do in a window. */
export const runNative = (visit, server) =>
  visit({ scripts: paths, files }, (url) => runBehaviours({ WebSocketStream, WebSocketError }, url), server);

/** What ours do in a window, where the host's own are taken away before they are looked for. */
export const runOurs = (visit, server) =>
  visit(
    { scripts: paths, files },
    async (url) => {
      delete globalThis.WebSocketStream;
      delete globalThis.WebSocketError;
      return runBehaviours(await import('/package/dist/stream.js'), url);
    },
    server,
  );

/** What ours do in a worker. */
export const runOursInWorker = (visit, server) => {
  const program = `
    delete globalThis.WebSocketStream;
    delete globalThis.WebSocketError;
    importScripts(${[...paths, '/package/dist/stream.global.js'].map((path) => `'${path}'`)});
    runBehaviours({ WebSocketStream, WebSocketError }, '${server}').then(postMessage);`;
  return visit({ files: { ...files, '/worker.js': program } }, async () => {
    const worker = new Worker('/worker.js');
    const failure = next(worker, 'error').then(({ message }) => Promise.reject(new Error(message)));
    return (await Promise.race([next(worker, 'message'), failure])).data;
  });
};
