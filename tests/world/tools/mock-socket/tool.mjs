// mock-socket, whose Server takes the place of the class on the global.
export const title = 'mock-socket';
export const parts = ['mock-socket'];
export const inTests = true;

export const setups = {
  'a Server, then our import': ({ node }) => node(['exchange.mjs', 'first']),
  'our import, then a Server': ({ node }) => node(['exchange.mjs', 'second']),
};
