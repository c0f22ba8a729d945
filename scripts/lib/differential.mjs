// The client for Rust beside itself: what random programs (tests/client/programs) do natively, and what they do in each engine.
import { once } from 'node:events';
import { WebSocket } from 'ws';

/**
 * Where native and browsers differ on purpose: a table of `{ what, engines, apply }`, where `apply` makes a transcript of an engine
 * as it is natively. Without `engines`, all. Each `what` is a line of docs/rust-everywhere.md.
 */
export const DIFFERENCES = [];

/** Chooses the programs that are run on this server from now on, and collects what they do; `close` must be called. */
export async function collectTranscripts(server, seed, programs) {
  const choice = await join(server, 'programs');
  choice.send(`${seed} ${programs}`);
  await once(choice, 'message');
  choice.close();

  const room = await join(server, 'transcripts');
  const lines = [];
  const runs = [];
  room.on('message', (data) => {
    const line = String(data).replace(/^\d+ /, '');
    if (line === 'done') runs.push(lines.splice(0));
    else lines.push(line);
  });
  return {
    /** The transcripts of the latest run, which is over; fewer than it should have if it has failed. */
    async latest() {
      // What it has sent before is ahead of this.
      room.ping();
      await once(room, 'pong');
      return runs.pop() ?? lines.splice(0);
    },
    close: () => room.close(),
  };
}

/** What native and an engine do differently, as `{ program, native, browser }`, where neither is in the table. */
export function differences(native, browser, engine) {
  const rules = DIFFERENCES.filter(({ engines }) => !engines || engines.includes(engine));
  const corrected = (line) => rules.reduce((text, { apply }) => apply(text), line);
  const found = [];
  for (let index = 0; index < Math.max(native.length, browser.length); index += 1) {
    const [ours, theirs] = [native[index] ?? '', browser[index] ?? ''];
    if (ours !== corrected(theirs)) found.push(parted(ours, theirs));
  }
  return found;
}

/** The program, and what each has told of it. */
function parted(native, browser) {
  const [program] = (native || browser).split(' => ');
  const told = (line) => line.slice(line.indexOf(' => ') + 4) || 'nothing';
  return { program, native: told(native), browser: told(browser) };
}

async function join(server, room) {
  const socket = new WebSocket(`${server}/room?name=${room}`);
  await once(socket, 'open');
  return socket;
}
