// The package as npm would publish it, in a folder of its own: what a build does to dist/ meanwhile changes nothing.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../../scripts/lib/run.mjs';

/**
 * Packs the package. `tarball` is its path, `files` are the paths it holds, `read(file)` is what one of them holds.
 * They are installed in the `node_modules` of `project`, a folder where an app can be written. `remove()` deletes it.
 */
export function pack() {
  const project = mkdtempSync(join(tmpdir(), 'websocket-wasm-package-'));
  // dist/ is there already; `prepack` would build it once more.
  const options = ['--json', '--ignore-scripts', '--pack-destination', project];
  const [{ filename, files }] = JSON.parse(run('npm', ['pack', ...options]));
  const tarball = join(project, filename);
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

const run = (program, args) =>
  execFileSync(program, args, { cwd: ROOT, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
