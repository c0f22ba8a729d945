// The server as a process of its own. It ends with the one that has started it.
import { startServer } from './server.mjs';

const { urls } = await startServer();
process.once('disconnect', () => process.exit());
process.send({ urls });
