// The views that the links of the header lead to. The console is there at once; the others are loaded when they are opened.
const PANELS = {
  reconnecting: () => import('../panels/reconnecting/reconnecting.js'),
  stream: () => import('../panels/stream/stream.js'),
  backpressure: () => import('../panels/backpressure/backpressure.js'),
  shared: () => import('../panels/shared/shared.js'),
  devtools: () => import('../panels/devtools/devtools.js'),
  compare: () => import('../panels/compare/compare.js'),
  conformance: () => import('../panels/conformance/conformance.js'),
  benchmark: () => import('../panels/benchmark/benchmark.js'),
};

/** By name, promises of the panels that have been opened. */
const opened = new Map();

/** Shows the view that the URL's fragment names, now and whenever it changes. */
export function startViews() {
  addEventListener('hashchange', show);
  show();
}

async function show() {
  const name = Object.hasOwn(PANELS, location.hash.slice(1)) ? location.hash.slice(1) : 'console';
  for (const link of document.querySelectorAll('nav a')) {
    if (link.hash === `#${name}`) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
  for (const view of document.querySelectorAll('[data-view]')) view.hidden = view.dataset.view !== name;
  if (name !== 'console' && !opened.has(name)) await open(name, document.querySelector(`[data-view="${name}"]`));
}

async function open(name, view) {
  const starting = PANELS[name]().then(({ start }) => start(view));
  opened.set(name, starting);
  try {
    await starting;
  } catch (error) {
    // It may be loaded the next time: the server was away.
    opened.delete(name);
    throw error;
  }
}
