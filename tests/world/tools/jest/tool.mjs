// Jest, in both of its environments, with its modern and its legacy fake timers.
import { fileOf } from '../../lib/run.mjs';

export const title = 'Jest';
export const parts = ['jest', 'jest-environment-jsdom'];
export const inTests = true;

const run = (environment, timers) => ({ folder, node }) => {
  const config = { testEnvironment: environment, testMatch: ['**/*.test.mjs'], testTimeout: 20_000, moduleFileExtensions: ['mjs', 'js', 'cjs', 'json'], rootDir: folder,
    roots: [folder], modulePathIgnorePatterns: [], transform: { '\\.mjs$': ['babel-jest', { plugins: ['@babel/plugin-transform-modules-commonjs'], babelrc: false, configFile: false }] } };
  return node([fileOf(folder, 'node_modules', 'jest', 'bin', 'jest.js'), '--runInBand', '--config', JSON.stringify(config)], { env: { WORLD_TIMERS: timers } });
};

export const setups = {
  node: run('node', 'modern'),
  'node, legacy timers': run('node', 'legacy'),
  jsdom: run('jsdom', 'modern'),
  'jsdom, legacy timers': run('jsdom', 'legacy'),
};
