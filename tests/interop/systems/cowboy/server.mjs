// cowboy, the server of Erlang and Elixir. Debian has it inside rabbitmq-server, which is not started.
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { SetupError, outputOf } from '../../../../scripts/lib/run.mjs';
import { debianOf } from '../../lib/install.mjs';
import { serverOn, startProgram } from '../../lib/programs.mjs';

export const title = 'cowboy';
export const parts = ['rabbitmq-server', 'erlang-base'];

const FOLDER = import.meta.dirname;
const COMPILED = join(FOLDER, '.installed', 'ebin');

export async function start() {
  const erlang = unpackedErlang();
  compile(erlang);
  const server = await serverOn((port) =>
    startProgram(erlang.command, [...erlang.args, '-s', 'echo', 'start', String(port)], { env: erlang.env }),
  );
  return { urls: { echo: `ws://127.0.0.1:${server.port}/` }, stop: server.stop };
}

/** What runs Erlang where it was unpacked, with cowboy and what it is made of on the path of its code. */
function unpackedErlang() {
  const lib = join(debianOf(FOLDER), 'usr', 'lib');
  const root = join(lib, 'erlang');
  const binaries = join(root, the(root, 'erts-'), 'bin');
  const rabbit = join(lib, 'rabbitmq', 'lib');
  const plugins = join(rabbit, the(rabbit, 'rabbitmq_server-'), 'plugins');
  const paths = ['cowboy-', 'cowlib-', 'ranch-'].map((start) => join(plugins, the(plugins, start), 'ebin'));
  return {
    command: join(binaries, 'erlexec'),
    args: ['-noshell', '-pa', COMPILED, ...paths],
    env: { ROOTDIR: root, BINDIR: binaries, EMU: 'beam', PROGNAME: 'erl', HOME: join(FOLDER, '.installed') },
  };
}

/** The one entry of a folder whose name starts so: the rest is a version. */
const the = (folder, start) => readdirSync(folder).find((name) => name.startsWith(start));

function compile({ command, args, env }) {
  mkdirSync(COMPILED, { recursive: true });
  const source = JSON.stringify(join(FOLDER, 'echo'));
  const code = `case compile:file(${source}, [{outdir, ${JSON.stringify(COMPILED)}}, report, warnings_as_errors]) of {ok, _} -> halt(0); _ -> halt(1) end.`;
  const result = outputOf(command, [...args, '-eval', code], { ...process.env, ...env });
  if (result === undefined) throw new SetupError('cowboy: echo.erl cannot be compiled');
}
