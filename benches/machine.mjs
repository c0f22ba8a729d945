// The machine that a run was made on.
import { existsSync, readFileSync } from 'node:fs';
import { cpus, release, totalmem, type } from 'node:os';

/** `{ cpu, cores, memoryGib, system }`, and nothing that tells whose it is. */
export function describeMachine() {
  const processors = cpus();
  return {
    cpu: processors[0]?.model.trim() || 'an unnamed processor',
    cores: processors.length,
    memoryGib: Math.round(totalmem() / 2 ** 30),
    system: `${distribution() ?? type()}, kernel ${release()}`,
  };
}

function distribution() {
  const file = '/etc/os-release';
  return existsSync(file) ? /^PRETTY_NAME="?([^"\n]+)/m.exec(readFileSync(file, 'utf8'))?.[1] : undefined;
}
