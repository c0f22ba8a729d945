// The app with our package, imported as apps do.
import { play } from '../../lib/page/play.mjs';

play({
  root: () => import('websocket-wasm'),
  auto: () => import('websocket-wasm/auto'),
  reconnecting: () => import('websocket-wasm/reconnecting'),
  stream: () => import('websocket-wasm/stream'),
});
