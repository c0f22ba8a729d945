// Keeps the page usable without its server, once it has been visited. webpack.config.js puts BUILD before this: a version, and
// the files of the page by whether their name changes with their content.
//
// What changes in place comes from the server while that is there, so that a new build is seen at once. A new version's worker
// waits until no page of the one before is open: such a page may still load the rest of itself, from the cache of its version.
const HERE = new URL('./', location.href);
const OURS = `websocket-wasm ${HERE.pathname} `;
const CACHE = OURS + BUILD.version;

// As folders are asked for.
const withoutIndex = (name) => name.replace(/(^|\/)index\.html$/, '$1');
const lasting = new Set(BUILD.lasting);
const changing = new Set(BUILD.changing.map(withoutIndex));

addEventListener('install', (/** @type {any} */ event) => event.waitUntil(keepAll()));
addEventListener('activate', (/** @type {any} */ event) =>
  event.waitUntil(Promise.all([forgetOthers(), clients.claim()])),
);
addEventListener('fetch', (/** @type {any} */ event) => {
  const { method, url } = event.request;
  const name = nameOf(url);
  if (method !== 'GET' || name === undefined) return;
  if (lasting.has(name)) event.respondWith(fromCache(name, event.request));
  else if (changing.has(name)) event.respondWith(fromServer(name, event.request));
});

async function keepAll() {
  const cache = await caches.open(CACHE);
  // Names that change with their content may come from the browser's own cache, because the page has just loaded them.
  await Promise.all([...lasting].map(async (name) => cache.put(urlOf(name), await load(name, 'default'))));
  await Promise.all([...changing].map(async (name) => cache.put(urlOf(name), await load(name, 'no-cache'))));
}

async function load(name, cache) {
  const response = await fetch(urlOf(name), { cache });
  if (!response.ok) throw new Error(`${name}: ${response.status}`);
  // A redirected response must not answer a navigation.
  return response.redirected ? new Response(response.body, { headers: response.headers }) : response;
}

async function forgetOthers() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(OURS) && name !== CACHE).map((name) => caches.delete(name)));
}

async function fromCache(name, request) {
  return (await kept(name)) ?? fetch(request);
}

async function fromServer(name, request) {
  try {
    const response = await fetch(request);
    // The servers beside the page may be others each time. All else has to stay as its version was.
    if (name === 'config.json' && response.ok) await (await caches.open(CACHE)).put(urlOf(name), response.clone());
    return response;
  } catch (error) {
    const response = await kept(name);
    if (!response) throw error;
    return response;
  }
}

const kept = async (name) => (await caches.open(CACHE)).match(urlOf(name));

const urlOf = (name) => new URL(name, HERE).href;

/** A file's name in BUILD; undefined for a URL outside this folder. */
function nameOf(url) {
  const { origin, pathname } = new URL(url);
  if (origin !== HERE.origin || !pathname.startsWith(HERE.pathname)) return undefined;
  return withoutIndex(pathname.slice(HERE.pathname.length));
}
