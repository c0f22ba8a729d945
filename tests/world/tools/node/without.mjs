// In a Node that has no WebSocket, as Node 20: many libraries look for one on the global, and take `ws` if there is none.
import { runChecksHere } from '../../lib/results.mjs';
import { isTrue } from '../../lib/checks.mjs';

await runChecksHere('without', [{
  name: 'the global has no WebSocket, as before',
  run: async () => isTrue(!('WebSocket' in globalThis), 'no WebSocket is on the global'),
}], {});
