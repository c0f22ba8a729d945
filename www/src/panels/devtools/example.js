// The panel over this page. In an app this is all there is to do, in its development build and before it makes its sockets.
import { devtools } from 'websocket-wasm/devtools';

/** Opens the panel with every socket that is made from now on. Resolves to a function that takes it away. */
export async function openPanel() {
  const tools = devtools();
  await tools.open();
  return () => tools.stop();
}
