// Stops the processes of a browser, as a laptop that sleeps does, and has them go on.
import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { browsers } from '../../../scripts/lib/toolchain.mjs';

/**
 * The browser of an engine that this process has opened: `suspend()` and `resume()`. Rejects if there is none, or more than one.
 * Nothing can be asked of a suspended browser, nor of its driver.
 */
export function browserProcess(engine) {
  const drivers = childrenOf(process.pid).filter((pid) => programOf(pid) === basename(browsers[engine].driver()));
  if (drivers.length !== 1) throw new Error(`this process has ${drivers.length} drivers of ${engine}`);
  const signal = (name) => descendantsOf(drivers[0]).forEach((pid) => kill(pid, name));
  return { suspend: () => signal('SIGSTOP'), resume: () => signal('SIGCONT') };
}

function descendantsOf(pid) {
  return childrenOf(pid).flatMap((child) => [child, ...descendantsOf(child)]);
}

function childrenOf(pid) {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && parentOf(name) === pid)
    .map(Number);
}

// The program's name before it is in parentheses, and may have any character.
const parentOf = (pid) => Number(/.*\) \S (\d+)/s.exec(read(`/proc/${pid}/stat`))?.[1]);

const programOf = (pid) => basename(read(`/proc/${pid}/cmdline`).split('\0')[0]);

/** What a process that has ended meanwhile says is nothing. */
function read(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function kill(pid, signal) {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}
