// The tests' server as a process of a native test: prints its URL, and ends with who has started it.
import { startServer } from '../../servers/server.mjs';

const { url } = await startServer();
console.log(url);
process.stdin.on('end', () => process.exit()).resume();
