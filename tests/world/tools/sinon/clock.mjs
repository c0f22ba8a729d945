import sinon from 'sinon';
import { clock } from '../../lib/checks/clock.mjs';
import { runChecksHere } from '../../lib/results.mjs';

let fake;

await runChecksHere('clock', clock, {
  load: {
    root: () => import('websocket-wasm'),
    reconnecting: () => import('websocket-wasm/reconnecting'),
    wrapHost: () => import('websocket-wasm/wrap-host'),
    peer: () => import('reconnecting-websocket'),
  },
  clock: {
    install() { fake = sinon.useFakeTimers(); },
    tick: (milliseconds) => fake.tickAsync(milliseconds),
    uninstall: () => fake.restore(),
  },
});
