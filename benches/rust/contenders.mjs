// What is compared: an app in Rust for each, in apps/, under the same name.

/** What the others are compared with. */
export const BARE = 'web-sys';

/** Name → `title`, and whether it is `ours`. */
export const CONTENDERS = {
  ours: { title: 'websocket-wasm', isOurs: true },
  'ours-js': { title: 'websocket-wasm, JsMessage', isOurs: true },
  'gloo-net': { title: 'gloo-net' },
  'ws-stream-wasm': { title: 'ws_stream_wasm' },
  'tokio-tungstenite-wasm': { title: 'tokio-tungstenite-wasm' },
  'websocket-web': { title: 'websocket-web' },
};

/** Those that are weighed: `ours-js` is the same client. */
export const WEIGHED = [BARE, ...Object.keys(CONTENDERS).filter((name) => name !== 'ours-js')];
