// Runs a program, which is JSON (see ../programs.mjs), on a class of sockets, and knows when it is over.
import { IDLE, MARKER } from '../targets.mjs';
import { Run } from './run.mjs';
import { Signal } from './signal.mjs';

/**
 * Runs a program on `Class`, with `server` as the URL of the server; resolves to the trace, a list of entries, when nothing
 * more can happen: the connection has ended, by the program, the server, or here once nobody has anything to say.
 */
export async function runProgram(program, Class, server) {
  const run = new Run(program, Class, server);
  await nextTask();
  run.start();
  if (run.socket) await finish(run);
  return run.readTrace();
}

async function finish(run) {
  const timer = setTimeout(() => giveUp(run), PATIENCE_MS);
  await untilClosed(run);
  clearTimeout(timer);
  await nextTask();
  run.end();
}

function giveUp(run) {
  run.trace.push({ what: 'still waiting', state: run.state() });
  run.closed.give();
}

async function untilClosed(run) {
  if (run.program.target.answers === false) await nextTask();
  else await Promise.race([run.opened.promise, run.closed.promise]);
  await untilIdle(run);
  run.ledger.startTask();
  if (run.socket.readyState < CLOSING) run.note('idle', () => run.socket.close(4000, 'idle'));
  await run.closed.promise;
}

// The server sends everything back in order, so a marker that is back has everything else behind it; unless a listener
// has sent something since.
async function untilIdle(run) {
  for (let sends; sends !== run.ledger.sends; ) {
    ({ sends } = run.ledger);
    await sendMarker(run, 'are you there?');
  }
  await sendMarker(run, IDLE);
}

/** Resolves when it is back, or will never be. */
async function sendMarker(run, text) {
  await nextTask();
  if (run.socket.readyState !== OPEN) return;
  run.marker = new Signal();
  run.Class.prototype.send.call(run.socket, `${MARKER}${text}`);
  await Promise.race([run.marker.promise, run.closed.promise]);
}

const nextTask = () =>
  new Promise((resolve) => {
    setTimeout(resolve);
  });

const [OPEN, CLOSING] = [1, 2];
const PATIENCE_MS = 15_000;
