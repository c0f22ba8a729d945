// The same in a process of Node: gets the configuration and the package's entry as arguments, and jobs as messages.
import { runInNewContext } from 'node:vm';
import { prepare } from './jobs.mjs';

const [configuration, entry] = process.argv.slice(2);
globalThis.otherRealm = () => runInNewContext('globalThis');
const { runJobs, runsUnderWay } = await prepare(configuration, () => import(entry));

process.on('message', (jobs) => {
  if (jobs === 'under way') return process.send({ error: `these runs did not end: ${runsUnderWay()}` });
  return runJobs(jobs).then(
    (value) => process.send({ value }),
    (error) => process.send({ error: error.stack }),
  );
});
process.send({ isReady: true });
