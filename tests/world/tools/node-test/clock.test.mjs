import { test } from 'node:test';
import { clock } from '../../lib/checks/clock.mjs';
import { runChecks } from '../../lib/results.mjs';
import { tools } from './tools.mjs';

runChecks(test, 'clock', clock, tools);
