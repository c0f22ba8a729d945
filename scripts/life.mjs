// `npm run life`: what a ReconnectingWebSocket gets from a browser for minutes: a heartbeat in a hidden tab against a server that drops
// clients that are silent for 45 s, and the return after an outage of 90 s. And what a connection in a worker changes: the frames of a page
// that gets 10,000 messages a second, and the heartbeats of a page that is busy for 30 s. `--only hidden`, `--engine firefox`, `--minutes 10`;
// `--seconds 5` is how long each measurement of frames takes.
import { parseArgs } from 'node:util';
import { buildPackage, runMain, SetupError, say } from './lib/run.mjs';

const USAGE = 'usage: npm run life -- [--only hidden|outage|jank|blocked] [--engine NAME] [--minutes N] [--seconds N]';
const PARTS = {
  hidden: (minutes) => `a heartbeat in a hidden tab for ${minutes} minutes`,
  outage: () => 'an outage of 90 s',
  jank: () => 'the frames of a page that gets 10,000 messages a second',
  blocked: () => 'the heartbeats of a page that is busy for 30 s',
};
/** They measure the machine: one browser after the other. */
const ALONE = ['jank', 'blocked'];

await runMain(async () => {
  const { only, engine, minutes, seconds } = optionsOf();
  await buildPackage();
  // Only now: set-up has installed what they import.
  const parts = {
    ...(await import('../tests/faults/life/life.mjs')),
    ...(await import('../tests/faults/life/busy.mjs')),
    ...(await import('../tests/faults/life/jank.mjs')),
  };
  for (const name of only ? [only] : Object.keys(PARTS)) {
    say(PARTS[name](minutes));
    const line = async (engine) => `${engine}: ${await parts[name](engine, minutes, seconds)}`;
    const engines = engine ? [engine] : ['chromium', 'firefox'];
    if (ALONE.includes(name)) for (const one of engines) console.log(await line(one));
    else console.log((await Promise.all(engines.map(line))).join('\n'));
  }
});

function optionsOf() {
  const { only, engine, minutes, seconds } = parse();
  if (only && !Object.hasOwn(PARTS, only)) throw new SetupError(`there is no part ${only} (${USAGE})`);
  if (!(Number(minutes) > 0)) throw new SetupError(`--minutes ${minutes} is not a number that makes sense (${USAGE})`);
  if (!(Number(seconds) > 0)) throw new SetupError(`--seconds ${seconds} is not a number that makes sense (${USAGE})`);
  return { only, engine, minutes: Number(minutes), seconds: Number(seconds) };
}

function parse() {
  try {
    return parseArgs({
      options: {
        only: { type: 'string' },
        engine: { type: 'string' },
        minutes: { type: 'string', default: '5' },
        seconds: { type: 'string', default: '12' },
      },
    }).values;
  } catch ({ message }) {
    throw new SetupError(`${message} (${USAGE})`);
  }
}
