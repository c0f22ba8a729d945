// Node itself: the automatic entry is loaded before the program.
export const title = 'Node, with /auto loaded first';
export const parts = [];
export const inTests = true;

const run = (...flags) => ({ node, className }) => node([...(className === 'ours' ? flags : []), 'app.mjs']);
const without = (...flags) => ({ node, className }) => node(['--no-experimental-websocket', ...(className === 'ours' ? flags : []), 'without.mjs']);

export const setups = {
  '-r': run('-r', 'websocket-wasm/auto'),
  '--import': run('--import', 'websocket-wasm/auto'),
  'both': run('-r', 'websocket-wasm/auto', '--import', 'websocket-wasm/auto'),
  '-r, Node without a WebSocket': without('-r', 'websocket-wasm/auto'),
  '--import, Node without a WebSocket': without('--import', 'websocket-wasm/auto'),
};
