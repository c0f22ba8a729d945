import { test } from 'vitest';
import { connections } from '../../lib/checks/connections.mjs';
import { runChecks } from '../../lib/results.mjs';
import { tools } from './tools.mjs';

runChecks(test, 'connections', connections, tools);
