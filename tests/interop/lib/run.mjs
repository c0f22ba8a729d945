// Runs systems: installs what each needs, starts its server, and plays its scenario in every engine with every class.
import { browserPool } from '../../support/browser_pool.mjs';
import { install } from './install.mjs';
import { endPrograms } from './programs.mjs';
import { compareWithRecording } from './recording.mjs';
import { problemsOf } from './verdict.mjs';
import { bundleScenario, classesFor, visit } from './visit.mjs';

/** The browsers that systems are played in: servers over TLS have certificates that nobody signed. */
export const systemBrowsers = () => browserPool({ acceptInsecureCerts: true });

/**
 * Installs what a system needs and starts its server: `{ play, close }`, where `play(driver, className)` resolves to
 * `{ problems, steps, traffic }`.
 */
export async function openSystem(system) {
  await install(system);
  const scenario = await bundleScenario(system);
  const server = await startServer(system);
  const play = async (driver, className) => {
    const run = await visit(driver, system, server, scenario, className);
    return { ...run, problems: problemsOf(system, className, run) };
  };
  return { play, close: () => server.stop() };
}

async function startServer(system) {
  try {
    const server = await system.start();
    await compareWithRecording(system, server);
    return server;
  } catch (error) {
    // Some may be running already.
    endPrograms();
    throw error;
  }
}

/** Runs one system in these engines: `[{ engine, runs }]`, where `runs` has what `play` resolved to by class. */
export async function runSystem(system, engines, browsers, onRun) {
  const { play, close } = await openSystem(system);
  try {
    const results = [];
    for (const engine of engines) {
      const runs = {};
      for (const className of classesFor(system)) {
        const started = Date.now();
        runs[className] = await play(await browsers.get(engine), className);
        onRun(engine, className, runs[className], Date.now() - started);
      }
      results.push({ engine, runs });
    }
    return results;
  } finally {
    await close();
  }
}
