// `npm run life`: what a ReconnectingWebSocket gets from a browser for minutes: a heartbeat in a hidden tab against a server that drops
// clients that are silent for 45 s, and the return after an outage of 90 s. `--only hidden`, `--engine firefox`, `--minutes 10`.
import { parseArgs } from 'node:util';
import { buildPackage, runMain, SetupError, say } from './lib/run.mjs';

const USAGE = 'usage: npm run life -- [--only hidden|outage] [--engine NAME] [--minutes N]';
const PARTS = ['hidden', 'outage'];

await runMain(async () => {
  const { only, engine, minutes } = optionsOf();
  await buildPackage();
  // Only now: set-up has installed what they import.
  const parts = await import('../tests/faults/life/life.mjs');
  for (const name of only ? [only] : PARTS) {
    say(name === 'hidden' ? `a heartbeat in a hidden tab for ${minutes} minutes` : 'an outage of 90 s');
    const lines = (engine ? [engine] : ['chromium', 'firefox']).map(
      async (engine) => `${engine}: ${await parts[name](engine, minutes)}`,
    );
    console.log((await Promise.all(lines)).join('\n'));
  }
});

function optionsOf() {
  const { only, engine, minutes } = parse();
  if (only && !PARTS.includes(only)) throw new SetupError(`there is no part ${only} (${USAGE})`);
  if (!(Number(minutes) > 0)) throw new SetupError(`--minutes ${minutes} is not a number that makes sense (${USAGE})`);
  return { only, engine, minutes: Number(minutes) };
}

function parse() {
  try {
    return parseArgs({
      options: { only: { type: 'string' }, engine: { type: 'string' }, minutes: { type: 'string', default: '5' } },
    }).values;
  } catch ({ message }) {
    throw new SetupError(`${message} (${USAGE})`);
  }
}
