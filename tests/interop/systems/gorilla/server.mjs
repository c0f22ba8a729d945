// Gorilla WebSocket, the package that servers in Go are made of: compiled once, with Debian's Go.
import { existsSync, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { SetupError, work } from '../../../../scripts/lib/run.mjs';
import { debianOf } from '../../lib/install.mjs';
import { serverOn, startProgram } from '../../lib/programs.mjs';

export const title = 'Gorilla WebSocket';
export const parts = ['golang-github-gorilla-websocket-dev', 'golang-1.19-go'];

const FOLDER = import.meta.dirname;
const INSTALLED = join(FOLDER, '.installed');
const SOURCE = join(FOLDER, 'main.go');
const PROGRAM = join(INSTALLED, 'echo');

export async function start() {
  if (!isBuilt()) await build();
  const server = await serverOn((port) => startProgram(PROGRAM, [String(port)]));
  return { urls: { echo: `ws://127.0.0.1:${server.port}/` }, stop: server.stop };
}

/** Whether the program is newer than what it is made of. */
function isBuilt() {
  if (!existsSync(PROGRAM)) return false;
  const { mtimeMs } = statSync(PROGRAM);
  return [SOURCE, `${debianOf(FOLDER)}.lock`].every((file) => statSync(file).mtimeMs < mtimeMs);
}

async function build() {
  const root = join(debianOf(FOLDER), 'usr', 'lib', 'go-1.19');
  const temporary = join(INSTALLED, 'tmp');
  mkdirSync(temporary, { recursive: true });
  const env = {
    ...process.env,
    GOROOT: root,
    GOPATH: join(debianOf(FOLDER), 'usr', 'share', 'gocode'),
    // Nothing is asked of the network, no C compiler is needed, and what Go keeps stays in this folder.
    GO111MODULE: 'off',
    CGO_ENABLED: '0',
    GOFLAGS: '',
    GOENV: 'off',
    GOCACHE: join(INSTALLED, 'cache'),
    GOTMPDIR: temporary,
    HOME: INSTALLED,
  };
  const isDone = await work(`${title}: go build`, join(root, 'bin', 'go'), ['build', '-o', PROGRAM, SOURCE], {
    env,
    cwd: FOLDER,
  });
  if (!isDone) throw new SetupError('Gorilla WebSocket: main.go cannot be compiled, see the lines above');
}
