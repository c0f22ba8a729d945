import { test } from 'vitest';
import { fakes } from '../../lib/checks/fakes.mjs';
import { runChecks } from '../../lib/results.mjs';
import { tools } from './tools.mjs';

runChecks(test, 'fakes', fakes, tools);
