import { test } from 'node:test';
import { setUp } from './tools.mjs';

const tools = await setUp();
// Only now: these keep classes of the page.
const { clock } = await import('../../lib/checks/clock.mjs');
const { runChecks } = await import('../../lib/results.mjs');
runChecks(test, 'clock', clock, tools);
