// The client for Rust as a native program, with the real servers of systems that echo. What it is told is what browsers are told.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { after, before, describe, test } from 'node:test';
import { ROOT } from '../../scripts/lib/run.mjs';
import { NATIVE } from '../../scripts/lib/toolchain.mjs';
import { install } from './lib/install.mjs';
import { loadSystems, select } from './lib/systems.mjs';
import { certificateFiles } from './lib/tls.mjs';

const OF_OURS = '4001 true adieu hé✓ 🌍';
const OF_THEIRS = '4002 hé✓ 🌍';
/** These servers answer every Close with 1000. */
const NORMAL = '1000 true ';

/** What each system is told to do, and tells: the values are those of its expect.json. */
const SERVERS = [
  { name: 'ws', url: ({ plain }) => plain, byUs: OF_OURS, byServer: OF_THEIRS },
  { name: 'ws', over: 'TLS', url: ({ secure }) => secure, byUs: OF_OURS, byServer: OF_THEIRS },
  { name: 'websocket-node', url: ({ echo }) => echo, byUs: NORMAL, byServer: OF_THEIRS },
  { name: 'faye', url: ({ echo }) => echo, byUs: OF_OURS, byServer: OF_THEIRS },
  { name: 'channels', url: ({ base }) => `${base}/echo/`, byUs: NORMAL, byServer: '4002 ' },
];

const systems = await loadSystems();

for (const name of new Set(SERVERS.map((server) => server.name))) {
  const [system] = select(systems, [name]);
  describe(`natively with ${system.title}`, () => {
    let started;
    before(async () => {
      await install(system);
      started = await system.start();
    });
    after(() => started?.stop());

    for (const { over, url, byUs, byServer } of SERVERS.filter((server) => server.name === name)) {
      test(`messages come back, and the end is as in browsers${over ? `, over ${over}` : ''}`, async () => {
        const env = { WS_REAL_SERVER: url(started.urls) };
        if (over) env.WS_REAL_CERTIFICATE = (await certificateFiles()).cert;
        const { status, output } = await runNatively(env);
        assert.equal(status, 0, output);
        const told = [...output.matchAll(/told: (.*?): (.*)$/gm)].map(([, what, text]) => [what, text]);
        assert.deepEqual(Object.fromEntries(told), {
          protocol: 'echo',
          'closed by us': byUs,
          'closed by the server': byServer,
        });
      });
    }
  });
}

/** Runs the sentence about real servers; resolves to `{ status, output }`. */
async function runNatively(env) {
  const args = ['test', '--quiet', ...NATIVE, '--test', 'client', '--', '--ignored', '--nocapture', 'real_server'];
  const cargo = spawn('cargo', args, { cwd: ROOT, env: { ...process.env, ...env } });
  const pieces = [];
  for (const stream of [cargo.stdout, cargo.stderr]) stream.on('data', (piece) => pieces.push(piece));
  const [status] = await once(cargo, 'close');
  return { status, output: Buffer.concat(pieces).toString() };
}
