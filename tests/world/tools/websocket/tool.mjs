// The W3CWebSocket of the npm package websocket, given to wrapHost.
export const title = 'websocket (W3CWebSocket)';
export const parts = ['websocket'];
export const inTests = true;

export const setups = { wrapHost: ({ node }) => node(['connections.mjs']) };
