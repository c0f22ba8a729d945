// Processes as Linux tells of them in /proc.
import { existsSync, readdirSync, readFileSync } from 'node:fs';

/**
 * The descendant of a process whose main thread works for at least so many milliseconds while `work` runs: a browser has
 * one for the page, and does not say which. Undefined if there is no /proc, or if no process did.
 */
export async function busiestProcess(pid, atLeastMs, work) {
  if (!existsSync('/proc/self/schedstat')) return undefined;
  const before = times(descendants(pid));
  await work();
  const grown = [...times(descendants(pid))].map(([child, ms]) => ({ child, ms: ms - (before.get(child) ?? 0) }));
  const busiest = grown.reduce((most, one) => (one.ms > most.ms ? one : most), {
    child: undefined,
    ms: atLeastMs,
  });
  return busiest.child;
}

/** The CPU time of a process's main thread, to a microsecond if the thread is at rest; undefined if it has ended. */
export function mainThreadMs(pid) {
  const text = read(`/proc/${pid}/task/${pid}/schedstat`);
  return text && Number(text.split(' ')[0]) / 1e6;
}

function times(pids) {
  return new Map(pids.map((pid) => [pid, mainThreadMs(pid) ?? 0]));
}

function descendants(root) {
  const children = new Map();
  for (const pid of readdirSync('/proc').map(Number).filter(Boolean)) {
    // The name, in parentheses, may hold anything.
    const parent = Number(
      read(`/proc/${pid}/stat`)
        ?.replace(/^.*\) /s, '')
        .split(' ')[1],
    );
    children.set(parent, [...(children.get(parent) ?? []), pid]);
  }
  const below = (pid) => (children.get(pid) ?? []).flatMap((child) => [child, ...below(child)]);
  return below(root);
}

/** A process may end at any time. */
function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
