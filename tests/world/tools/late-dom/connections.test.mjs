import { test } from 'node:test';
import { setUp } from './tools.mjs';

const tools = await setUp();
// Only now: these keep classes of the page.
const { connections } = await import('../../lib/checks/connections.mjs');
const { runChecks } = await import('../../lib/results.mjs');
runChecks(test, 'connections', connections, tools);
