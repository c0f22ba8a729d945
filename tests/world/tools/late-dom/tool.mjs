// A DOM that is put on the globals of Node after our import, as set-up files of test runners do.
export const title = 'A DOM after the import';
export const parts = ['@happy-dom/global-registrator', 'global-jsdom', 'jsdom'];

const run = (dom) => ({ node }) => node(['--test', '--test-force-exit', 'connections.test.mjs', 'clock.test.mjs'], { env: { WORLD_DOM: dom } });

export const setups = { 'happy-dom': run('happy-dom'), jsdom: run('jsdom') };
