// A fixture that does not answer as the real server did is found.
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { compareWithRecording } from './lib/recording.mjs';

describe('the comparison with a recording', () => {
  let folder;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'recording-'));
  });
  after(() => rm(folder, { recursive: true }));

  const compare = async (recorded, answered) => {
    await writeFile(join(folder, 'recorded.txt'), recorded);
    return compareWithRecording({ folder, name: 'phoenix' }, { transcript: async () => answered });
  };

  test('passes what is the same, whether the last line ends or not', async () => {
    await compare('A > join\nA < ok\n', 'A > join\nA < ok\n');
    await compare('A > join\nA < ok\n', 'A > join\nA < ok');
    await compare('A > join\nA < ok', 'A > join\nA < ok\n');
  });

  for (const [what, answered, expected] of [
    ['a line that differs', 'A > join\nA < error\nB < ok\n', 'line 2 is "A < error" instead of "A < ok"'],
    ['a line that is missing', 'A > join\nA < ok\n', 'line 3 is undefined instead of "B < ok"'],
    ['a line in between', 'A > join\nA < hello\nA < ok\nB < ok\n', 'line 2 is "A < hello" instead of "A < ok"'],
    ['a line at the end', 'A > join\nA < ok\nB < ok\nB closed\n', 'line 4 is "B closed" instead of undefined'],
    ['no line', '', 'line 1 is "" instead of "A > join"'],
  ]) {
    test(`finds ${what}`, async () => {
      await assert.rejects(compare('A > join\nA < ok\nB < ok\n', answered), {
        message: `the fixture of phoenix is not as the real server: ${expected}`,
      });
    });
  }

  test('wants a transcript and a recording, or neither', async (t) => {
    await writeFile(join(folder, 'recorded.txt'), 'A > join\n');
    const incomplete = { message: 'phoenix: recorded.txt and transcript() need each other' };
    await assert.rejects(compareWithRecording({ folder, name: 'phoenix' }, {}), incomplete);
    const bare = await mkdtemp(join(tmpdir(), 'recording-'));
    t.after(() => rm(bare, { recursive: true }));
    await assert.rejects(
      compareWithRecording({ folder: bare, name: 'phoenix' }, { transcript: async () => 'A > join' }),
      incomplete,
    );
    await compareWithRecording({ folder: bare, name: 'ws' }, {});
  });
});
