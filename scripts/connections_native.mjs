// `npm run connections:native`: 10,000 connections of one process to one server on loopback, with our client and with tokio-tungstenite
// alone. Prints the memory of each connection, and fails if ours loses a message or does not close cleanly. `--connections 1000`,
// `--messages 100` and `--contenders ours` change that. A process has to be allowed as many open files: `ulimit -n 10100`.
import { parseArgs } from 'node:util';
import { BARE, CONTENDERS } from '../benches/native/cases.mjs';
import { buildProgram, openConnections, startServer } from '../benches/native/program.mjs';
import { memoryTable } from '../benches/native/report.mjs';
import { runMain, SetupError, say } from './lib/run.mjs';

const OPTIONS = ['connections', 'messages', 'contenders'];

await runMain(async () => {
  const { values } = parseArgs({ options: Object.fromEntries(OPTIONS.map((name) => [name, { type: 'string' }])) });
  const { connections = '10000', messages = '20', contenders = `${BARE},ours` } = values;
  const names = contenders.split(',');
  const unknown = names.find((name) => !CONTENDERS[name]);
  if (unknown) throw new SetupError(`no client is called ${unknown}: there are ${Object.keys(CONTENDERS).join(', ')}`);
  buildProgram();
  const told = [];
  for (const contender of names) {
    // A new server for each: what one leaves there costs the next nothing.
    const server = await startServer();
    try {
      told.push(await openConnections(server.url, contender, Number(connections), Number(messages)));
    } finally {
      await server.close();
    }
  }
  say(memoryTable(told));
  const ours = told.find(({ contender }) => contender === 'ours');
  if (ours && ours.messages === undefined) throw new Error('the connections of ours do not finish in time');
  if (ours && ours.lost + ours.unclean > 0)
    throw new Error(`${ours.lost} messages are lost, and ${ours.unclean} connections were not closed cleanly`);
});
