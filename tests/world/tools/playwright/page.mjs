import { outcomesOf } from '../../lib/checks.mjs';
import { connections } from '../../lib/checks/connections.mjs';
import { mocked } from '../../lib/checks/mocked.mjs';
import { load } from '../../lib/page/load.mjs';

const { kind } = globalThis.world;

globalThis.outcomes = outcomesOf(kind, { connections, mocked }[kind], { ...globalThis.world, load });
