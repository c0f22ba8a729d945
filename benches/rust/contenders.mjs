// What is compared: an app in Rust for each, in apps/, under the same name.

/** What the others are compared with. */
export const BARE = 'web-sys';

/**
 * Name → `title`; whether it is `ours`; `app`, if that has another name; `pairs`, how often it is measured beside the bare socket;
 * `isControl` if it is the bare socket once more, whose ratios show what is chance, or the least that a client must add to it.
 */
export const CONTENDERS = {
  control: { title: 'bare again', app: BARE, pairs: 6, isControl: true },
  polled: { title: 'bare, polled', pairs: 6, isControl: true },
  ours: { title: 'websocket-wasm', isOurs: true, pairs: 12 },
  'ours-js': { title: 'websocket-wasm, JsMessage', isOurs: true, pairs: 6 },
  'gloo-net': { title: 'gloo-net', pairs: 6 },
  'ws-stream-wasm': { title: 'ws_stream_wasm', pairs: 6 },
  'tokio-tungstenite-wasm': { title: 'tokio-tungstenite-wasm', pairs: 6 },
  'websocket-web': { title: 'websocket-web', pairs: 6 },
};

const PEERS = Object.keys(CONTENDERS).filter((name) => !CONTENDERS[name].isOurs && !CONTENDERS[name].isControl);

/** Those that are weighed: `ours-js` is the same client. */
export const WEIGHED = [BARE, 'ours', ...PEERS];

/** Those whose memory is looked at: the bare socket too, but once. */
export const REMEMBERED = [BARE, ...Object.keys(CONTENDERS).filter((name) => !CONTENDERS[name].isControl)];
