// A fixture stands for a server that no registry has: it has to answer as the real one did when it was recorded.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * If the folder has a recorded.txt, what `server.transcript()` resolves to has to be the same.
 * Rejects with the first line that differs.
 */
export async function compareWithRecording({ folder, name }, { transcript }) {
  const file = join(folder, 'recorded.txt');
  if (existsSync(file) !== Boolean(transcript))
    throw new Error(`${name}: recorded.txt and transcript() need each other`);
  if (!transcript) return;
  const recorded = readFileSync(file, 'utf8').trimEnd().split('\n');
  const answered = (await transcript()).trimEnd().split('\n');
  const index = recorded.findIndex((line, at) => line !== answered[at]);
  const differs = index >= 0 ? index : recorded.length < answered.length ? recorded.length : undefined;
  if (differs === undefined) return;
  throw new Error(
    `the fixture of ${name} is not as the real server: line ${differs + 1} is ${JSON.stringify(answered[differs])} instead of ${JSON.stringify(recorded[differs])}`,
  );
}
