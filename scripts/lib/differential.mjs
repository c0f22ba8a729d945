// The client for Rust beside itself: what random programs (tests/client/programs) do natively, and what they do in each engine.
import { once } from 'node:events';
import { WebSocket } from 'ws';

/**
 * Where native and browsers differ on purpose: a table of `{ what, engines, of, same }`. `of` matches the lines of the programs that it is
 * about, `same` makes of what either side has told that in which they still have to agree. Each `what` is in docs/rust-everywhere.md.
 */
export const DIFFERENCES = [
  {
    what: 'a server that acknowledges none of the subprotocols',
    engines: ['chromium', 'firefox', 'webkit'],
    of: /no connection: the server has acknowledged none/,
    same: (told) => told.replace(/: the (server has acknowledged none|connection could not be).*/, ''),
  },
  {
    what: 'a server that acknowledges a subprotocol though none was requested',
    engines: ['firefox'],
    of: /Play { protocol: Some\("\w+"\), .* protocols: \[\]/,
    same: () => '',
  },
  {
    what: 'a reset of TCP after both Close frames',
    engines: ['chromium', 'webkit'],
    of: /at_close: Some\("reset"\).*\\"act\\":\\"close\\"/,
    same: untilTheEnd,
  },
  {
    what: 'a Close frame with the code 1005, 1006 or 1015',
    engines: ['firefox'],
    of: /\\"act\\":\\"close\\",\\"code\\":(1005|1006|1015),/,
    same: untilTheEnd,
  },
  {
    what: 'a Close frame with a code that the server should not send, or with 1012 to 1014',
    engines: ['webkit'],
    of: /\\"act\\":\\"close\\",\\"code\\":(\d{1,3}|1004|101[2-4]|10(1[6-9]|[2-9]\d)|1[1-9]\d\d|2\d{3}|[5-9]\d{3}|\d{5}),/,
    same: untilTheEnd,
  },
  {
    what: 'a Close frame of one byte',
    engines: ['firefox'],
    of: /\\"body\\":\\"03\\"|\\"bytes\\":\\"8801ff\\"/,
    same: untilTheEnd,
  },
];

/** What was told before the end of the connection. */
function untilTheEnd(told) {
  return told.split(/; (?=[^;]*\b(?:lost|closed) with )/)[0];
}

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
    /** The transcripts of each run that is over, since this was asked before; fewer of one that has failed. */
    async taken() {
      // What they have sent is ahead of this.
      room.ping();
      await once(room, 'pong');
      return runs.splice(0);
    },
    close: () => room.close(),
  };
}

/** What native and an engine do differently, as `{ program, native, browser }`, but for what is in the table. */
export function differences(native, browser, engine) {
  const found = [];
  for (let index = 0; index < Math.max(native.length, browser.length); index += 1) {
    const [ours, theirs] = [native[index] ?? '', browser[index] ?? ''];
    const rules = DIFFERENCES.filter(({ engines, of }) => engines.includes(engine) && of.test(ours));
    const same = (line) => rules.reduce((told, rule) => rule.same(told), toldIn(line));
    if (programIn(ours) !== programIn(theirs) || same(ours) !== same(theirs))
      found.push({ program: programIn(ours || theirs), native: toldIn(ours), browser: toldIn(theirs) });
  }
  return found;
}

const ARROW = ' => ';
const programIn = (line) => line.split(ARROW)[0];
const toldIn = (line) => line.slice(line.indexOf(ARROW) + ARROW.length) || 'nothing';

async function join(server, room) {
  const socket = new WebSocket(`${server}/room?name=${room}`);
  await once(socket, 'open');
  return socket;
}
