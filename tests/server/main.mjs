// The server by itself: `node tests/server/main.mjs [--port N] [--secure]` prints its URL and runs until it is stopped.
import { parseArgs } from 'node:util';
import { SetupError, runMain } from '../../scripts/lib/run.mjs';
import { startServer } from './server.mjs';

const USAGE = 'usage: node tests/server/main.mjs [--port N] [--secure]';

await runMain(async () => {
  const options = parseOptions();
  try {
    const { url } = await startServer(options);
    console.log(url);
  } catch (error) {
    if (error.code === 'EADDRINUSE') throw new SetupError(`port ${options.port} is taken: choose another with --port`);
    if (error.code === 'EACCES')
      throw new SetupError(`port ${options.port} is not yours to use: choose another with --port`);
    throw error;
  }
});

function parseOptions() {
  try {
    const { values } = parseArgs({
      options: { port: { type: 'string', default: '0' }, secure: { type: 'boolean', default: false } },
    });
    const port = Number(values.port);
    if (!/^\d+$/.test(values.port) || port > 65535) throw new Error(`--port ${values.port} is not a port`);
    return { port, secure: values.secure };
  } catch (error) {
    throw new SetupError(`${error.message} (${USAGE})`);
  }
}
