// The package as npm would publish it, in a folder of its own: what a build does to dist/ meanwhile changes nothing.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../../scripts/lib/run.mjs';

/**
 * Packs the package. `tarball` is its path, `files` are the paths it holds, `read(file)` is what one of them holds.
 * They are installed in the `node_modules` of `project`, a folder where an app can be written. `remove()` deletes it.
 */
export function pack() {
  packed ??= packOnce();
  const { filename, files, bytes } = packed;
  const project = mkdtempSync(join(tmpdir(), 'websocket-wasm-package-'));
  const tarball = join(project, filename);
  writeFileSync(tarball, bytes);
  const folder = join(project, 'node_modules', 'websocket-wasm');
  mkdirSync(folder, { recursive: true });
  run('tar', ['-xzf', tarball, '-C', folder, '--strip-components=1']);
  return {
    project,
    tarball,
    files: files.map(({ path }) => path).sort(),
    read: (file) => readFileSync(join(folder, file)),
    remove: () => rmSync(project, { recursive: true, force: true }),
  };
}

let packed;

/** What npm makes, which takes it seconds: the tests of a process are about the same package. */
function packOnce() {
  const folder = mkdtempSync(join(tmpdir(), 'websocket-wasm-tarball-'));
  try {
    // dist/ is there already; `prepack` would build it once more.
    const options = ['--json', '--ignore-scripts', '--pack-destination', folder];
    const [{ filename, files }] = JSON.parse(run('npm', ['pack', ...options]));
    return { filename, files, bytes: readFileSync(join(folder, filename)) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const run = (program, args) =>
  execFileSync(program, args, { cwd: ROOT, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
