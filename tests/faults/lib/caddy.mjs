// Caddy in front of two nodes, as the interop suite installs it.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { debianOf, install } from '../../interop/lib/install.mjs';
import { serverOn, startProgram } from '../../interop/lib/programs.mjs';
import { SYSTEMS } from '../../interop/lib/systems.mjs';

const FOLDER = join(SYSTEMS, 'caddy');
const CONFIG = join(import.meta.dirname, 'Caddyfile');

/** Starts Caddy in front of servers on these two ports; the first one gets all as long as it lives. */
export async function startCaddy([first, second]) {
  await install({ folder: FOLDER, title: 'Caddy' });
  const home = mkdtempSync(join(tmpdir(), 'caddy-'));
  const program = join(debianOf(FOLDER), 'usr', 'bin', 'caddy');
  const { port, stop } = await serverOn((chosen) =>
    startProgram(program, ['run', '--config', CONFIG, '--adapter', 'caddyfile'], {
      env: { HOME: home, XDG_CONFIG_HOME: home, XDG_DATA_HOME: home, PORT: chosen, FIRST: first, SECOND: second },
      ready: /serving initial configuration/,
    }),
  );
  const close = async () => {
    await stop();
    rmSync(home, { recursive: true });
  };
  return { url: `ws://127.0.0.1:${port}`, close };
}
