// MSW: its handler for WebSockets, in Node.
export const title = 'MSW';
export const parts = ['msw'];
export const inTests = true;

export const setups = {
  'listen(), then our import': ({ node }) => node(['exchange.mjs', 'first']),
  'our import, then listen()': ({ node }) => node(['exchange.mjs', 'second']),
};
