// Runs the items in the scopes of a browser: windows and every kind of worker, each in a page of its own origin.
import { serveFolder } from '../../servers/static_server.mjs';

/** The name of a scope → the kind of worker, if it is one, and the type of its script. */
export const SCOPES = {
  window: {},
  'dedicated classic': { worker: 'dedicated', type: 'classic' },
  'dedicated module': { worker: 'dedicated', type: 'module' },
  'shared classic': { worker: 'shared', type: 'classic' },
  'shared module': { worker: 'shared', type: 'module' },
  'service classic': { worker: 'service', type: 'classic' },
  'service module': { worker: 'service', type: 'module' },
};

/**
 * Runs the items in one scope of a browser that is open; resolves to what `run` in scope/run.mjs resolves to.
 *
 * `packed` is the package, `scripts` are what bundle.mjs makes, `server` is the WebSocket server, `configuration` the name of a configuration,
 * `classes` is a list of "ours" and "native", `nativeIfOursFails` and `only` are as in `run`. Rejects if the scope cannot be made or ends early, with the page's error.
 */
export async function runInScope(driver, scope, { packed, scripts, server, configuration, ...options }) {
  const { url, httpUrl } = server;
  const { worker, type } = SCOPES[scope];
  const config = { scope: worker ?? 'window', server: { url, httpUrl }, ...options };
  const site = await serveFolder(siteOf(packed, scripts, { worker, type, configuration, config }));
  try {
    await driver.get(`${site.url}/`);
    const { value, error } = await driver.executeAsyncScript((done) => window.found.then(done));
    if (error) throw new Error(error);
    return JSON.parse(value);
  } finally {
    await driver.get('about:blank');
    await site.close();
  }
}

function siteOf(packed, { native, items }, { worker, type, configuration, config }) {
  const scripts = worker ? [] : ['/native.js', '/package/dist/auto.global.js', '/conformance.js', '/answer.js'];
  const tags = [...scripts, '/page.js'].map((source) => `<script src="${source}"></script>`);
  const site = {
    '/index.html': `<!doctype html><meta charset="utf-8"><title>websocket-wasm</title>${tags.join('')}`,
    '/page.js': `(${askScope})(${JSON.stringify({ worker, type, config })});`,
    '/native.js': `globalThis.configuration = ${JSON.stringify(configuration)};\n${native}`,
    '/conformance.js': items,
    '/tools.js': "import * as tools from '/package/dist/index.js';\nglobalThis.websocketWasm = tools;\n",
    '/answer.js': `(${answer})();`,
    '/classic.js': "importScripts('/native.js', '/package/dist/auto.global.js', '/conformance.js', '/answer.js');",
    '/module.js':
      "import '/native.js';\nimport '/package/dist/auto.js';\nimport '/tools.js';\nimport '/conformance.js';\nimport '/answer.js';\n",
  };
  for (const file of packed.files) site[`/package/${file}`] = packed.read(file);
  return site;
}

// In the scope: takes the configuration, answers with the results. Programs in pages are functions without closures.
function answer() {
  const { nativeWebSocket: native, conformance, websocketWasm } = globalThis;
  const isInstalled = globalThis.WebSocket === websocketWasm?.WebSocket;
  const all = { ours: conformance.equipGlobal(websocketWasm), native };
  globalThis.resultsOf = async ({ classes, ...config }) => {
    if (!isInstalled) throw new Error('our class is not on the global');
    return JSON.stringify(
      await conformance.run({ ...config, classes: Object.fromEntries(classes.map((name) => [name, all[name]])) }),
    );
  };
  const take = (event) => {
    const [port] = event.ports;
    const tell = (message) => port.postMessage(message);
    const answered = resultsOf(event.data).then(
      (value) => tell({ value }),
      ({ message }) => tell({ error: message }),
    );
    event.waitUntil?.(answered);
  };
  if (globalThis.document) return;
  if ('onconnect' in globalThis)
    globalThis.onconnect = ({ ports: [port] }) => {
      port.onmessage = take;
    };
  else globalThis.onmessage = take;
}

// In the page: leaves a promise of `{ value }` or `{ error }` as `found`.
function askScope({ worker, type, config }) {
  const url = `/${type}.js`;
  const failure = ({ message }) => ({ error: message || `the ${worker} worker could not be started` });
  const ask = (target) =>
    new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = ({ data }) => resolve(data);
      target.postMessage(config, [port2]);
    });
  const starts = {
    dedicated: (fail) => Object.assign(new Worker(url, { type }), { onerror: fail }),
    shared: (fail) => Object.assign(new SharedWorker(url, { type }), { onerror: fail }).port,
    async service() {
      await navigator.serviceWorker.register(url, { type });
      return (await navigator.serviceWorker.ready).active;
    },
  };
  const inWorker = () =>
    new Promise((resolve, reject) => {
      Promise.resolve(starts[worker](reject)).then(ask).then(resolve, reject);
    });
  window.found = worker ? inWorker().catch(failure) : resultsOf(config).then((value) => ({ value }), failure);
}
