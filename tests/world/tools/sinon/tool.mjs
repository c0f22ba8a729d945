// The fake timers of sinon.
export const title = 'sinon';
export const parts = ['sinon'];
export const inTests = true;

export const setups = { 'fake timers': ({ node }) => node(['clock.mjs']) };
