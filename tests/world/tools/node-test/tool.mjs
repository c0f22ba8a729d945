// The test runner of Node: its mock timers, which leave performance.now() and queueMicrotask() as they are, and its mocks.
export const title = 'node:test';
export const parts = [];
export const inTests = true;

export const setups = { 'mock.timers': ({ node }) => node(['--test', 'clock.test.mjs', 'fakes.test.mjs']) };
