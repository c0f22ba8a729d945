// `npm run conformance`: runs the conformance items for our class and the native one, and writes docs/CONFORMANCE.md.
// `--engine firefox`, `--scope "service module"` and `--only 4.3` narrow it, `--config patched` runs the items in the configurations whose names
// start so (tests/support/configurations.mjs); then the failures are printed, and no file is written.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ROOT, SetupError, buildPackage, runMain, say } from './lib/run.mjs';

await runMain(async () => {
  const options = optionsOf(process.argv.slice(2));
  await buildPackage();
  // Only now: set-up has installed what they import.
  const { ENGINES } = await import('../tests/support/engines.mjs');
  const { engines } = await import('../tests/support/browsers.mjs');
  const { RUNTIMES } = await import('../tests/conformance/runtimes.mjs');
  const all = [...Object.keys(ENGINES), ...RUNTIMES];
  const { engine, config = 'plain' } = options;
  const configurations = await configurationsWith(config);
  if (engine && !all.includes(engine))
    throw new SetupError(`there is no engine ${engine}: choose from ${all.join(', ')}`);
  const places = await runPlaces(engine ? [engine] : [...engines(), ...RUNTIMES], { ...options, configurations });
  const isFull = !Object.keys(options).length && places.length === all.length;
  if (isFull) await write(places);
  else for (const place of places) printFailures(place);
});

function optionsOf(args) {
  try {
    const options = {
      engine: { type: 'string' },
      scope: { type: 'string' },
      only: { type: 'string' },
      config: { type: 'string' },
    };
    return parseArgs({ args, options }).values;
  } catch ({ message }) {
    throw new SetupError(message);
  }
}

async function configurationsWith(start) {
  const { namesOfConfigurations } = await import('../tests/support/configurations.mjs');
  try {
    return namesOfConfigurations(start);
  } catch ({ message }) {
    throw new SetupError(message);
  }
}

async function runPlaces(names, options) {
  const { openPlace, prepare } = await import('../tests/conformance/places.mjs');
  const prepared = await prepare();
  try {
    const places = [];
    for (const name of names) {
      const opened = await openPlace(name, prepared);
      try {
        places.push({ place: name, version: opened.version, scopes: await runScopes(name, opened, options) });
      } finally {
        await opened.close();
      }
    }
    return places;
  } finally {
    await prepared.dispose();
  }
}

async function runScopes(name, opened, { scope: wanted, only, configurations }) {
  const { scopesOf } = await import('../tests/conformance/places.mjs');
  const names = scopesOf(name).filter((scope) => !wanted || scope.startsWith(wanted));
  if (!names.length) throw new SetupError(`${name} has no scope ${wanted}: choose from ${scopesOf(name).join(', ')}`);
  const scopes = [];
  for (const scope of names) {
    for (const configuration of configurations) {
      const results = await opened.run(scope, { configuration, only });
      if (!results.length) throw new SetupError(`there is no item ${only}`);
      say(`${name}, ${scope}, ${configuration}: ours ${counts(results, 'ours')}; native ${counts(results, 'native')}`);
      scopes.push({ scope, configuration, results });
    }
  }
  return scopes;
}

function counts(results, name) {
  const count = (outcome) => results.filter((result) => result[name].outcome === outcome).length;
  return `${count('pass')} passed, ${count('fail')} failed, ${count('skip')} skipped`;
}

function printFailures({ place, scopes }) {
  for (const { scope, configuration, results } of scopes) {
    for (const { id, title, ...result } of results) {
      for (const name of ['ours', 'native']) {
        if (result[name].outcome === 'fail')
          console.log(`  ✗ ${place}, ${scope}, ${configuration}, ${name}: ${id} ${title}: ${result[name].message}`);
      }
    }
  }
}

async function write(places) {
  const { reportOf } = await import('../tests/conformance/report.mjs');
  writeFileSync(join(ROOT, 'docs', 'CONFORMANCE.md'), reportOf(places, new Date().toISOString().slice(0, 10)));
  say('docs/CONFORMANCE.md is written');
}
