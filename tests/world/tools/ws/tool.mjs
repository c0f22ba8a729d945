// The class of ws, given to wrapHost.
export const title = 'ws';
export const parts = ['ws'];
export const inTests = true;

export const setups = { wrapHost: ({ node }) => node(['connections.mjs']) };
