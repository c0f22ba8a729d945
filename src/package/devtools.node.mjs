// `websocket-wasm/devtools` in Node, Deno and Bun, where a server renders the page: there is nothing to show it in.
const nothing = { open: async () => {}, close() {}, stop() {} };
export const devtools = () => nothing;
