import { mock } from 'node:test';

const load = {
  root: () => import('websocket-wasm'),
  auto: () => import('websocket-wasm/auto'),
  reconnecting: () => import('websocket-wasm/reconnecting'),
  stream: () => import('websocket-wasm/stream'),
  wrapHost: () => import('websocket-wasm/wrap-host'),
  peer: () => import('reconnecting-websocket'),
};

/** Imports our class, if that is under test, and then makes Node a page. */
export async function setUp() {
  if (process.env.WORLD_CLASS === 'ours') for (const entry of ['root', 'reconnecting', 'stream']) await load[entry]();
  if (process.env.WORLD_DOM === 'jsdom') (await import('global-jsdom')).default('<!doctype html>', { url: 'http://127.0.0.1/' });
  else (await import('@happy-dom/global-registrator')).GlobalRegistrator.register({ url: 'http://127.0.0.1/' });
  return { load, clock: { install: () => mock.timers.enable(), tick: (time) => mock.timers.tick(time), uninstall: () => mock.timers.reset() } };
}
