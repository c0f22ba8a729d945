// Runs the tables in a page or in a worker, on the native classes or on ours.
import { readFileSync } from 'node:fs';

const SCRIPTS = [
  'tools',
  'connections',
  'shape',
  'constructor',
  'messages',
  'closing',
  'ends',
  'signal',
  'error',
  'run',
];
const paths = SCRIPTS.map((name) => `/stream/${name}.js`);
const files = Object.fromEntries(
  SCRIPTS.map((name) => [`/stream/${name}.js`, readFileSync(new URL(`stream/${name}.js`, import.meta.url), 'utf8')]),
);

/** The outcomes of the native classes in a window. */
export const runNative = (visit, server) =>
  visit(
    { scripts: paths, files, hasNoneOfOurs: true },
    (url) => runBehaviours({ WebSocketStream, WebSocketError }, url),
    server,
  );

/** The outcomes of our classes in a window. The host's own are deleted before the package is loaded. */
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

/** The outcomes of the entry's classes in a window that keeps the host's own. */
export const runOverHost = (visit, server) =>
  visit({ scripts: paths, files }, async (url) => runBehaviours(await import('/package/dist/stream.js'), url), server);

/** The outcomes of our classes in a worker. */
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
